namespace SocialCommerce.Grains.Interfaces.Operations.Webhooks;

/// <summary>
/// Tells a merchant's own programs what happened: keeps where they listen, and what is still to be told. Key: the id of the
/// merchant.
/// </summary>
[Alias("sc.IWebhookGrain")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Keeps the event for every endpoint that wants its kind; durable when it answers. Sends later.</summary>
    [AlwaysInterleave, Idempotent, Alias("Enqueue")]
    Task<EnqueueResult> EnqueueAsync(MerchantEvent merchantEvent, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Create")]
    Task<WebhookResult> CreateAsync(CreateWebhook command, CancellationToken cancellationToken = default);

    [ReadOnly, Idempotent, Alias("List")]
    Task<ImmutableArray<WebhookEndpoint>> ListAsync(CancellationToken cancellationToken = default);

    [Idempotent, Alias("Change")]
    Task<WebhookResult> ChangeAsync(ChangeWebhook command, CancellationToken cancellationToken = default);

    /// <summary>Also throws away what was to be told there.</summary>
    [Idempotent, Alias("Delete")]
    Task<WebhookOutcome> DeleteAsync(string endpointId, CancellationToken cancellationToken = default);

    /// <summary>Signs with another secret; for a day with the last one too.</summary>
    [Idempotent, Alias("Rotate")]
    Task<WebhookResult> RotateAsync(string endpointId, ImmutableArray<byte> secret, CancellationToken cancellationToken = default);

    /// <param name="status">Unknown for all.</param>
    [Idempotent, Alias("PageMessages")]
    Task<WebhookMessagePage?> PageMessagesAsync(
        string endpointId, WebhookMessageStatus status, PageRequest request, CancellationToken cancellationToken = default);

    [Idempotent, Alias("GetMessage")]
    Task<WebhookMessage?> GetMessageAsync(string endpointId, string messageId, CancellationToken cancellationToken = default);

    /// <summary>Sends again what was delivered or given up.</summary>
    /// <param name="messageId">Null for all that were given up, oldest first, bounded.</param>
    [Idempotent, Alias("Replay")]
    Task<ReplayWebhooksResult> ReplayAsync(string endpointId, string? messageId, CancellationToken cancellationToken = default);

    /// <summary>Looks now for what is due, as it does by itself when its time comes.</summary>
    [Idempotent, Alias("Sweep")]
    Task SweepAsync(CancellationToken cancellationToken = default);
}
