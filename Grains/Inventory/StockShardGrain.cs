using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// One shard of a stock, by the same rules with a ledger of its own. Units come and go by leases, which are reservations at
/// the stock that never expire: a unit is always in one of the two books, and in the other as lent.
/// </summary>
internal sealed partial class StockShardGrain(
    IBlobStore blobs,
    IChainLog log,
    TimeProvider clock) : Grain, IStockShardGrain
{
    /// <summary>Tries of one reservation: others may take what was lent meanwhile, but every try lends some to somebody.</summary>
    private const int AttemptsMax = 100;

    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private string _sku = "";
    private int _number;
    private StockKeeper _keeper = null!;
    private ShardLender _lender = null!;
    private OneShotTimer _report = null!;
    private Task _reporting = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.LastIndexOf('/');
        (_sku, _number) = (key[..slash], int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
        _keeper = await StockKeeper.LoadAsync(blobs, log, $"stock/{key}", this, clock, cancellationToken);
        _lender = new ShardLender(GrainFactory.GetGrain<IStockGrain>(_sku), _keeper, _number, clock);
        _report = new OneShotTimer(this, _ =>
        {
            ReportAsync(CancellationToken.None).Forget();
            return Task.CompletedTask;
        });
        _keeper.Told = _ => _report.Schedule(ReportPeriod);
        _report.Schedule(TimeSpan.Zero);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _keeper?.CloseAsync() ?? Task.CompletedTask;

    public async Task<StockResult> ReserveAsync(ReserveStock command, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await _keeper.DecideAsync((book, now) => StockRules.Reserve(book, command, now), command.ReservationId);
            if (result.Outcome != StockOutcome.Insufficient || attempt == AttemptsMax
                || !await _lender.BorrowAsync(command.Quantity - result.Level!.Available - result.Held))
            {
                return result;
            }
        }
    }

    public Task<StockResult> SettleAsync(SettleStock command, CancellationToken cancellationToken) =>
        _keeper.SettleAsync(command, cancellationToken);

    public Task<StockResult> ExtendAsync(ExtendReservation command, CancellationToken cancellationToken) =>
        _keeper.DecideAsync((book, now) => StockRules.Extend(book, command, now), command.ReservationId);

    // Returned units are the stock's: it has to know first that they were sold.
    public async Task<StockResult> ReturnAsync(ReturnStock command, CancellationToken cancellationToken)
    {
        await _lender.SettleAsync();
        return await GrainFactory.GetGrain<IStockGrain>(_sku).ReturnAsync(command with { ReservationId = null }, cancellationToken);
    }

    public async Task<StockLevel?> GetLevelAsync(CancellationToken cancellationToken) => await _keeper.ReadAsync(book => book.Level);

    public Task GiveBackAsync(CancellationToken cancellationToken) => _lender.GiveBackAsync();

    public Task ReportAsync(CancellationToken cancellationToken)
    {
        if (_reporting.IsCompleted)
        {
            _reporting = ReportOnceAsync();
        }
        else
        {
            _report.Schedule(ReportPeriod);
        }

        return _reporting;
    }

    private async Task ReportOnceAsync()
    {
        try
        {
            await _lender.SettleAsync();
        }
        catch
        {
            _report.Schedule(RetryPeriod);
            throw;
        }
    }
}
