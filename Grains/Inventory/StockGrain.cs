using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// The stock of a product: <see cref="StockRules"/> decides, <see cref="StockKeeper"/> makes it durable,
/// <see cref="StockTeller"/> tells the product, a stream tells the seller.
/// </summary>
internal sealed partial class StockGrain(
    IBlobStore blobs,
    IChainLog log,
    TimeProvider clock,
    ILogger<StockGrain> logger) : Grain, IStockGrain
{
    private StockKeeper _keeper = null!;
    private StockTeller _teller = null!;
    private StockMark _noted;
    private int? _lowAt;
    private Task<bool> _opening = Task.FromResult(false);

    private string Sku => this.GetPrimaryKeyString();

    private IProductGrain Product => GrainFactory.GetGrain<IProductGrain>(Sku);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _keeper = await StockKeeper.LoadAsync(blobs, log, $"stock/{Sku}", this, clock, cancellationToken);
        _keeper.Told = Note;
        (_noted, _lowAt) = (_keeper.Durable, _keeper.Book.Policy.LowAt);
        _spares = new StockSpares(_keeper.Book.ShardsMax);
        _teller = new StockTeller(this, Product, Copy());
        AskShards();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _keeper?.CloseAsync() ?? Task.CompletedTask;

    public async Task<StockResult> ReserveAsync(ReserveStock command, CancellationToken cancellationToken)
    {
        var result = await TryReserveAsync(command);
        if (result.Outcome == StockOutcome.Insufficient && _spares.MayHaveAny(clock.GetUtcNow()) && !ShardLeases.IsLease(command.ReservationId))
        {
            await RecallAsync(cancellationToken);
            result = await TryReserveAsync(command);
        }

        return result;
    }

    public async Task<StockResult> SettleAsync(SettleStock command, CancellationToken cancellationToken) =>
        await IsOpenAsync() ? await _keeper.SettleAsync(command, cancellationToken) : new StockResult(StockOutcome.NotFound);

    public Task<StockResult> ExtendAsync(ExtendReservation command, CancellationToken cancellationToken) =>
        ActAsync((book, now) => StockRules.Extend(book, command, now), command.ReservationId);

    public Task<StockResult> ReturnAsync(ReturnStock command, CancellationToken cancellationToken) =>
        ActAsync((book, now) => StockRules.Return(book, command, now), command.ReservationId);

    // Who counts what is available counts what shards have as well.
    public async Task<StockResult> AdjustAsync(AdjustStock command, CancellationToken cancellationToken)
    {
        if (_spares.MayHaveAny(clock.GetUtcNow()) && command.Kind != StockAdjustment.Receive)
        {
            await RecallAsync(cancellationToken);
        }

        return await ActAsync((book, now) => StockRules.Adjust(book, command, now));
    }

    // Shards that are no more, or that know of no limit per buyer, sell nothing from here on.
    public async Task<StockResult> SetPolicyAsync(StockPolicy policy, string actorId, CancellationToken cancellationToken)
    {
        var result = await ActAsync((book, now) => StockRules.SetPolicy(book, policy, actorId, now));
        _spares.Grow(_keeper.Book.ShardsMax);
        await RecallAsync(cancellationToken);
        return result;
    }

    public async Task<StockLevel?> GetLevelAsync(CancellationToken cancellationToken) =>
        await IsOpenAsync() ? await _keeper.ReadAsync(book => book.Level) : null;

    public async Task<StockReport?> GetReportAsync(CancellationToken cancellationToken) => await IsOpenAsync()
        ? await _keeper.ReadAsync(book => new StockReport(book.Level, book.Received, book.Policy, book.Version, book.SellerId))
        : null;

    public Task<StockMovementPage> ListMovementsAsync(PageRequest request, CancellationToken cancellationToken) =>
        StockMovements.PageAsync(_keeper, request, cancellationToken);

    public Task<StockVerification> VerifyAsync(CancellationToken cancellationToken) => _keeper.VerifyAsync(cancellationToken);

    public async Task<StockCopy?> GetCopyAsync(CancellationToken cancellationToken)
    {
        _keeper.ThrowIfBroken();
        if (!_keeper.Book.IsOpen)
        {
            return null;
        }

        await _keeper.ReadAsync(book => book.Level);
        return Copy();
    }

    private async Task<StockResult> TryReserveAsync(ReserveStock command)
    {
        var result = await ActAsync((book, now) => StockRules.Reserve(book, command, now), command.ReservationId);
        if (result.Outcome == StockOutcome.Done && ShardLeases.TryParse(command.ReservationId, out var shard, out var number))
        {
            _spares.Lend(shard, number, result.Held);
        }

        return result;
    }

    private async Task<StockResult> ActAsync(
        Func<StockBook, DateTimeOffset, StockDecision> decide, string? reservationId = null) =>
        await IsOpenAsync() ? await _keeper.DecideAsync(decide, reservationId) : new StockResult(StockOutcome.NotFound);

    // Calls that come while the product is asked wait for the same answer.
    private Task<bool> IsOpenAsync()
    {
        if (_keeper.Book.IsOpen)
        {
            return Task.FromResult(true);
        }

        if (_opening.IsCompleted)
        {
            _opening = OpenAsync();
        }

        return _opening;
    }

    // The product notes first that its stock moves from here on, so that it never again believes what it has itself.
    private async Task<bool> OpenAsync()
    {
        if (await Product.OpenStockAsync() is not { } opening)
        {
            return false;
        }

        if (!opening.IsMarked)
        {
            await Product.MarkStockAsync();
        }

        _keeper.ThrowIfBroken();
        if (!_keeper.Book.IsOpen)
        {
            _keeper.Record(new StockMovement(StockMovementKind.Opened, clock.GetUtcNow(), Opening: opening)).Forget();
        }

        return true;
    }

    private void Note(StockMark mark)
    {
        _spares.ForgetHints();
        _teller.Note(Copy());
        var (before, lowBefore) = (_noted, _lowAt);
        (_noted, _lowAt) = (mark, _keeper.Book.Policy.LowAt);
        if (before.Version > 0
            && StockAlertRules.Crossing(before.Level.Available, mark.Level.Available, _lowAt, lowBefore) is { } kind
            && _keeper.Book.SellerId is { } sellerId)
        {
            AlertAsync(new StockAlert(Sku, sellerId, kind, mark.Level.Available, _lowAt, clock.GetUtcNow())).Forget();
        }
    }

    private async Task AlertAsync(StockAlert alert)
    {
        try
        {
            var streams = this.GetStreamProvider(Partitions.StreamProvider);
            await streams.GetStream<StockAlert>(StreamId.Create(StockAlert.StreamNamespace, alert.SellerId)).OnNextAsync(alert);
        }
#pragma warning disable CA1031 // An alert is a hint; the level says the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogAlertLost(Sku, alert.Kind, exception);
        }
    }

    private StockCopy Copy() => new(
        (int)Math.Min(int.MaxValue, _keeper.Durable.Level.Available + _spares.Units),
        StockCopy.VersionOf(_keeper.Durable.Version, _spares.Hints),
        _keeper.Durable.Level.Shards);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stock {Sku}: the alert {Kind} was not published")]
    private partial void LogAlertLost(string sku, StockAlertKind kind, Exception exception);
}
