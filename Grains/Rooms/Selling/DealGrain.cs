using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>
/// A flash deal: <see cref="ClaimRules"/> decides who gets units, <see cref="DealSteps"/> what is to be told to whom next.
/// A timer wakes it at the moment, a reminder when a crash took the timer.
/// </summary>
internal sealed partial class DealGrain(
    [PersistentState("deal", StorageNames.Commerce)] IPersistentState<DealState> storage,
    IListStore lists,
    TimeProvider clock) : Grain, IDealGrain, IRemindable
{
    private const string GoOnReminder = "go-on";

    private static readonly TimeSpan GoOnPeriod = TimeSpan.FromMinutes(1);

    private DealBook _book = null!;
    private GroupCommit<DealState> _commit = null!;
    private IGrainTimer _timer = null!;
    private SpanLink _opening;

    private string DealId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _book = DealBook.Load(storage.State);
        _commit = new GroupCommit<DealState>(storage, () => _book.Export(), this);
        _timer = this.RegisterGrainTimer(DriveAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
        return Task.CompletedTask;
    }

    public async Task<DealResult> CreateAsync(CreateDeal command, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        if (_book.State.Terms is { } known)
        {
            return DealRules.IsSame(known, command) ? await GoOnAsync(cancellationToken) : Answer(DealOutcome.Exists);
        }

        var entry = await GrainFactory.GetGrain<IRoomGrain>(command.RoomId).EnterAsync(cancellationToken);
        var product = Ids.IsValid(command.ProductId)
            ? await GrainFactory.GetGrain<IProductGrain>(command.ProductId).GetCardAsync(cancellationToken)
            : null;
        var (outcome, errors) = DealRules.Check(command, entry?.Room, product);
        if (outcome != DealOutcome.Done)
        {
            return new DealResult(outcome, null, errors);
        }

        if (entry!.Board.Deals.Length >= DealLimits.OpenMax)
        {
            return Answer(DealOutcome.TooMany);
        }

        // The reminder first: a deal without one would be left where a crash leaves it.
        await this.RegisterOrUpdateReminder(GoOnReminder, GoOnPeriod, GoOnPeriod);
        _opening = SpanLink.ToCurrent();
        _book = DealBook.Load(DealRules.Create(command, product!));
        await _commit.SaveAsync();
        return await GoOnAsync(cancellationToken);
    }

    public Task<DealSnapshot?> GetAsync(CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        Arm();
        return Task.FromResult(Describe());
    }

    public async Task<DealResult> CancelAsync(string userId, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        if (_book.State.Terms is not { } terms)
        {
            return Answer(DealOutcome.NotFound);
        }

        if (terms.HostId != userId)
        {
            return Answer(DealOutcome.NotHost);
        }

        await CloseAsync(DealEnd.Cancelled, cancellationToken);
        return Answer(DealOutcome.Done);
    }

    public async Task EndWithRoomAsync()
    {
        if (_book.State.Terms is not null)
        {
            await CloseAsync(DealEnd.RoomEnded, CancellationToken.None);
        }
    }

    public Task<ClaimResult> ClaimAsync(ClaimDeal command, CancellationToken cancellationToken)
    {
        _opening.AddToCurrent("socialcommerce.deal.id", DealId);
        return ChangeAsync(now => ClaimRules.Claim(DealId, _book, command, now));
    }

    public Task<ClaimResult> GetClaimAsync(SettleClaim command, CancellationToken cancellationToken) =>
        ChangeAsync(now => ClaimRules.Get(DealId, _book, command, now));

    public Task<ClaimResult> ReleaseAsync(SettleClaim command, CancellationToken cancellationToken) =>
        ChangeAsync(now => ClaimRules.Release(DealId, _book, command, now));

    public Task<ClaimResult> ConfirmAsync(SettleClaim command, CancellationToken cancellationToken) =>
        ChangeAsync(now => ClaimRules.Confirm(DealId, _book, command, now));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_book.State is { Terms: { } terms, Status: not DealStatus.Closed }
            && await GrainFactory.GetGrain<IRoomGrain>(terms.RoomId).GetAsync() is { Status: RoomStatus.Ended or RoomStatus.Replay })
        {
            // The room's own word of its end was lost.
            await CloseAsync(DealEnd.RoomEnded, CancellationToken.None);
            return;
        }

        await DriveAsync(CancellationToken.None);
    }

    // A refusal promises nothing and waits for nothing. Whatever shows a claim waits until the claim is durable.
    private async Task<ClaimResult> ChangeAsync(Func<DateTimeOffset, (DealBook Next, ClaimResult Result)> decide)
    {
        _commit.ThrowIfBroken();
        var (next, result) = decide(clock.GetUtcNow());
        var hasChanged = !ReferenceEquals(next, _book);
        _book = next;
        if (hasChanged)
        {
            Arm();
        }

        if (result.Claim is not null)
        {
            await (hasChanged ? _commit.SaveAsync() : _commit.SettleAsync());
        }

        return result;
    }

    private async Task<DealResult> GoOnAsync(CancellationToken cancellationToken)
    {
        await lists.ApplyAsync([ListChange.Add(ListNames.Deals(_book.State.Terms!.RoomId), DealId)], cancellationToken);
        await DriveAsync(cancellationToken);
        return Answer(_book.State switch
        {
            { Reason: DealEnd.NoStock } => DealOutcome.NoStock,
            { Reason: DealEnd.RoomEnded, IsAnnounced: false } => DealOutcome.IllegalStep,
            _ => DealOutcome.Done,
        });
    }

    private async Task CloseAsync(DealEnd reason, CancellationToken cancellationToken)
    {
        // By the clock it may be over already, for another reason.
        _book = DealRules.Close(_book, DealRules.ReasonAt(_book.State, clock.GetUtcNow()) is DealEnd.Ended ? DealEnd.Ended : reason);
        await _commit.SaveAsync();
        await DriveAsync(cancellationToken);
    }

    private DealResult Answer(DealOutcome outcome) => new(outcome, Describe(), []);

    private DealSnapshot? Describe() =>
        _book.State.Terms is null ? null : DealRules.Snapshot(DealId, _book, clock.GetUtcNow());
}
