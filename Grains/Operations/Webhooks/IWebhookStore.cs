using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>
/// Messages for merchants' endpoints, one row each. Of an endpoint's pending messages about one subject only the oldest has
/// a time; the next gets one when that is over. A merchant's rows have one writer at a time.
/// </summary>
public interface IWebhookStore
{
    /// <summary>
    /// Makes all changes in one commit, each on what the one before left; durable when it answers. Answers, per change, how many
    /// rows it changed.
    /// </summary>
    Task<IReadOnlyList<int>> WriteAsync(IReadOnlyList<WebhookChange> changes, CancellationToken cancellationToken);

    /// <summary>Those of an endpoint that have a time, soonest first.</summary>
    Task<IReadOnlyList<WebhookDelivery>> ReadNextAsync(string endpointId, int limit, CancellationToken cancellationToken);

    /// <summary>Newest first, without bodies.</summary>
    /// <param name="status">Unknown for all.</param>
    Task<IReadOnlyList<WebhookDelivery>> ReadBackAsync(
        string endpointId, WebhookMessageStatus status, long beforeSequence, int limit, CancellationToken cancellationToken);

    Task<WebhookDelivery?> FindAsync(string endpointId, string messageId, CancellationToken cancellationToken);
}

/// <summary>A row.</summary>
/// <param name="Sequence">Grows; 0 before it is stored.</param>
/// <param name="At">When it was stored.</param>
public sealed record WebhookDelivery(
    long Sequence,
    string MerchantId,
    string EndpointId,
    string MessageId,
    string EventId,
    string Type,
    string SubjectId,
    DateTimeOffset At,
    WebhookMessageStatus Status,
    int Attempts,
    DateTimeOffset? NextAt,
    int LastStatus,
    string? LastError,
    byte[] Body);

/// <summary>One change of a merchant's messages.</summary>
public abstract record WebhookChange;

/// <summary>Adds a message unless its id is known.</summary>
public sealed record AddDelivery(WebhookDelivery Delivery) : WebhookChange;

/// <summary>Notes an attempt. A message that is over lets the next of its subject go.</summary>
/// <param name="NextAt">Null unless it stays pending.</param>
public sealed record NoteAttempt(
    string EndpointId,
    string MessageId,
    WebhookMessageStatus Status,
    int Attempts,
    DateTimeOffset? NextAt,
    int LastStatus,
    string? LastError,
    DateTimeOffset Now) : WebhookChange;

/// <summary>Gives up all that is pending for an endpoint.</summary>
public sealed record GiveUpPending(string EndpointId, DateTimeOffset Now) : WebhookChange;

/// <summary>Makes pending again, from the first attempt on: one message whatever it is, or those that were given up.</summary>
public sealed record ReplayMessages(string EndpointId, string? MessageId, int Limit, DateTimeOffset Now) : WebhookChange;

/// <summary>Lets every oldest pending message of a subject go that has no time.</summary>
public sealed record FreeOldest(string EndpointId, DateTimeOffset Now) : WebhookChange;

public sealed record DeleteMessages(string EndpointId) : WebhookChange;

/// <summary>Deletes what has been over for long, some at a time.</summary>
public sealed record PruneMessages(string EndpointId, DateTimeOffset DeliveredBefore, DateTimeOffset DeadBefore, int Limit) : WebhookChange;
