namespace SocialCommerce.Grains.Interfaces.Operations.Webhooks;

/// <summary>Something that happened and that a merchant may want to be told.</summary>
/// <param name="EventId">Whoever tells the same one again tells it once.</param>
/// <param name="SubjectId">The order or product it is about; events of one subject are delivered in the order of their coming.</param>
/// <param name="DataJson">A JSON object.</param>
[GenerateSerializer, Immutable, Alias("sc.MerchantEvent")]
public sealed record MerchantEvent(
    [property: Id(0)] string EventId,
    [property: Id(1)] string Type,
    [property: Id(2)] string SubjectId,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string DataJson);

/// <summary>An address that a merchant wants to be told at.</summary>
[GenerateSerializer, Immutable, Alias("sc.WebhookEndpoint")]
public sealed record WebhookEndpoint(
    [property: Id(0)] string EndpointId,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableArray<string> Events,
    [property: Id(3)] string? Description,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] bool IsEnabled,
    [property: Id(6)] WebhookDisabled Disabled,
    [property: Id(7)] DateTimeOffset? FailingSince);

/// <summary>Why nothing is sent to an endpoint.</summary>
[GenerateSerializer, Alias("sc.WebhookDisabled")]
public enum WebhookDisabled
{
    Unknown = 0,
    ByMerchant = 1,

    /// <summary>It answered 410.</summary>
    Gone = 2,

    /// <summary>Nothing arrived for days.</summary>
    Failing = 3,
}

/// <param name="Secret">Made by the caller, who shows it once.</param>
[GenerateSerializer, Immutable, Alias("sc.CreateWebhook")]
public sealed record CreateWebhook(
    [property: Id(0)] string EndpointId,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableArray<string> Events,
    [property: Id(3)] string? Description,
    [property: Id(4)] ImmutableArray<byte> Secret);

/// <summary>What is null stays.</summary>
[GenerateSerializer, Immutable, Alias("sc.ChangeWebhook")]
public sealed record ChangeWebhook(
    [property: Id(0)] string EndpointId,
    [property: Id(1)] string? Url,
    [property: Id(2)] ImmutableArray<string>? Events,
    [property: Id(3)] string? Description,
    [property: Id(4)] bool? IsEnabled);

[GenerateSerializer, Immutable, Alias("sc.WebhookResult")]
public sealed record WebhookResult(
    [property: Id(0)] WebhookOutcome Outcome,
    [property: Id(1)] WebhookEndpoint? Endpoint,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Alias("sc.WebhookOutcome")]
public enum WebhookOutcome
{
    Unknown = 0,
    Done = 1,
    NotFound = 2,
    Invalid = 3,
    TooMany = 4,

    /// <summary>Another endpoint has this id.</summary>
    Exists = 5,
}

/// <param name="Endpoints">How many endpoints will be told; 0: none wants it, and nothing was kept.</param>
[GenerateSerializer, Immutable, Alias("sc.EnqueueResult")]
public sealed record EnqueueResult([property: Id(0)] WebhookOutcome Outcome, [property: Id(1)] int Endpoints = 0);

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="NextAt">When it is tried next; null when it is over, or waits for an earlier one of its subject.</param>
/// <param name="LastStatus">What the endpoint answered last; 0 for no answer.</param>
/// <param name="Body">What is sent; null in lists.</param>
[GenerateSerializer, Immutable, Alias("sc.WebhookMessage")]
public sealed record WebhookMessage(
    [property: Id(0)] string MessageId,
    [property: Id(1)] string EventId,
    [property: Id(2)] string Type,
    [property: Id(3)] string SubjectId,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] WebhookMessageStatus Status,
    [property: Id(6)] int Attempts,
    [property: Id(7)] DateTimeOffset? NextAt,
    [property: Id(8)] int LastStatus,
    [property: Id(9)] string? LastError,
    [property: Id(10)] string? Body);

[GenerateSerializer, Alias("sc.WebhookMessageStatus")]
public enum WebhookMessageStatus
{
    Unknown = 0,
    Pending = 1,
    Delivered = 2,

    /// <summary>Given up; can be sent again by hand.</summary>
    Dead = 3,
}

/// <summary>Null for an endpoint that is not there.</summary>
[GenerateSerializer, Immutable, Alias("sc.WebhookMessagePage")]
public sealed record WebhookMessagePage(
    [property: Id(0)] ImmutableArray<WebhookMessage> Messages,
    [property: Id(1)] string? NextCursor);

/// <param name="Count">Messages that are sent again.</param>
[GenerateSerializer, Immutable, Alias("sc.ReplayWebhooksResult")]
public sealed record ReplayWebhooksResult([property: Id(0)] WebhookOutcome Outcome, [property: Id(1)] int Count = 0);
