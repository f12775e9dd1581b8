using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <content>What the deal does by itself, step by step.</content>
internal sealed partial class DealGrain
{
    /// <summary>A deal takes fewer steps than this at one moment.</summary>
    private const int StepsMax = 16;

    /// <summary>The stock keeps the deal's units well beyond the last claim, should the deal be away for that long.</summary>
    private static readonly TimeSpan StockHold = DealLimits.Hold + TimeSpan.FromDays(1);

    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private IRoomGrain Room => GrainFactory.GetGrain<IRoomGrain>(_book.State.Terms!.RoomId);

    private IStockGrain Stock => GrainFactory.GetGrain<IStockGrain>(_book.State.Terms!.ProductId);

    // Claims may come between any two awaits, so every step looks at the book anew.
    private async Task DriveAsync(CancellationToken cancellationToken)
    {
        try
        {
            _commit.ThrowIfBroken();
            for (var step = 0; step < StepsMax; step++)
            {
                _book = ClaimRules.Expire(_book, clock.GetUtcNow());
                var next = DealSteps.Next(_book, clock.GetUtcNow());
                if (next == DealStep.Nothing)
                {
                    break;
                }

                await PerformAsync(next, cancellationToken);
            }

            await RetireAsync();
            Arm();
        }
        catch
        {
            _timer.Change(RetryPeriod, Timeout.InfiniteTimeSpan);
            throw;
        }
    }

    private Task PerformAsync(DealStep step, CancellationToken cancellationToken) => step switch
    {
        DealStep.Reserve => ReserveAsync(cancellationToken),
        DealStep.Announce => TellAsync(
            RoomEventType.DealAnnounced, "announced", state => state with { IsAnnounced = true }, cancellationToken),
        DealStep.TellOpening => TellAsync(RoomEventType.DealOpened, "opened", NoteOpening, cancellationToken),
        DealStep.Close => NoteAsync(DealRules.Close(_book, DealSteps.ReasonOf(_book, clock.GetUtcNow())).State),
        DealStep.TellEnd => TellAsync(
            RoomEventType.DealClosed, "closed", state => state with { IsEndTold = true }, cancellationToken),
        DealStep.TellRemaining => TellRemainingAsync(cancellationToken),
        DealStep.Settle => SettleAsync(cancellationToken),
        _ => throw new InvalidOperationException($"Unexpected step {step} of a deal."),
    };

    private async Task ReserveAsync(CancellationToken cancellationToken)
    {
        var terms = _book.State.Terms!;
        var result = await Stock.ReserveAsync(
            new ReserveStock(DealId, terms.Quantity, terms.ClosesAt + StockHold), cancellationToken);
        await NoteAsync(result.Outcome == StockOutcome.Done
            ? _book.State with { Status = DealStatus.Announced }
            : DealRules.Close(_book, DealEnd.NoStock).State);
    }

    // A room that takes no opening any more is over.
    private async Task TellAsync(
        RoomEventType type, string name, Func<DealState, DealState> note, CancellationToken cancellationToken)
    {
        var deal = DealRules.Describe(DealId, _book, clock.GetUtcNow());
        var result = await Room.AnnounceAsync(
            new RoomAnnouncement($"{DealId}:{name}", new RoomEvent(0, type, default, ProductId: deal.ProductId, Deal: deal)),
            cancellationToken);
        var isTold = result.Outcome == RoomOutcome.Done || type == RoomEventType.DealClosed;
        await NoteAsync(isTold ? note(_book.State) : DealRules.Close(_book, DealEnd.RoomEnded).State);
    }

    private DealState NoteOpening(DealState state) => state with
    {
        IsOpeningTold = true,
        Status = state.Status == DealStatus.Announced ? DealStatus.Open : state.Status,
        RemainingToldAt = clock.GetUtcNow(),
    };

    private Task TellRemainingAsync(CancellationToken cancellationToken)
    {
        var (remaining, number) = (_book.Remaining, _book.State.Tellings + 1);
        return TellAsync(
            RoomEventType.DealClaimed,
            $"claimed:{number}:{remaining}",
            state => state with { RemainingTold = remaining, RemainingToldAt = clock.GetUtcNow(), Tellings = number },
            cancellationToken);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var (sold, released) = (_book.Claims.Sold, DealSteps.Released(_book));

        // What the stock is told must not be lost here: it cannot be taken back there.
        await _commit.SaveAsync();
        await Stock.SettleAsync(new SettleStock(DealId, sold, released), cancellationToken);
        await NoteAsync(_book.State with { SoldTold = sold, ReleasedTold = released });
    }

    private Task NoteAsync(DealState next)
    {
        _book = _book with { State = next };
        return _commit.SaveAsync();
    }

    private async Task RetireAsync()
    {
        var isOver = _book.State.Status == DealStatus.Closed && _book.Claims.ExpiresNext is null
            && DealSteps.Next(_book, clock.GetUtcNow()) == DealStep.Nothing;
        if (isOver && await this.GetReminder(GoOnReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private void Arm()
    {
        var now = clock.GetUtcNow();
        var due = DealSteps.Next(_book, now) == DealStep.Nothing ? DealSteps.DueAt(_book) : now;
        if (due is { } moment)
        {
            _timer.Change(TimerWaits.Until(moment, now), Timeout.InfiniteTimeSpan);
        }
    }
}
