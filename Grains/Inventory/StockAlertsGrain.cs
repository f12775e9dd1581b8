using Orleans.Streams;
using Orleans.Streams.Core;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Inventory;

/// <summary>Keeps what the stream of a seller's alerts brings.</summary>
[ImplicitStreamSubscription(StockAlert.StreamNamespace)]
internal sealed partial class StockAlertsGrain(
    [PersistentState("stock-alerts", StorageNames.Commerce)] IPersistentState<StockAlertsState> storage,
    ILogger<StockAlertsGrain> logger)
    : Grain, IStockAlertsGrain, IStreamSubscriptionObserver, IAsyncObserver<StockAlert>
{
    public Task<ImmutableArray<StockAlert>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(storage.State.Alerts);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<StockAlert>().ResumeAsync(this);

    public async Task OnNextAsync(StockAlert item, StreamSequenceToken? token = null)
    {
        if (StockNews.Of(item) is { } news)
        {
            await GrainFactory.GetGrain<IWebhookGrain>(this.GetPrimaryKeyString()).EnqueueAsync(news);
        }

        var alerts = StockAlertRules.Add(storage.State.Alerts, item);
        if (alerts != storage.State.Alerts)
        {
            await storage.SaveAsync(storage.State with { Alerts = alerts }, this);
        }
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(this.GetPrimaryKeyString(), ex);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stock alerts of seller {SellerId} did not come through")]
    private partial void LogStreamFailed(string sellerId, Exception exception);
}

/// <summary>The newest alerts of one seller, newest first.</summary>
internal sealed record StockAlertsState
{
    public ImmutableArray<StockAlert> Alerts { get; set; } = [];
}
