using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Api.Operations.Webhooks;

internal sealed record WebhookRequest(string? Url, ImmutableArray<string>? Events, string? Description);

/// <summary>What is left out stays.</summary>
internal sealed record WebhookPatch(string? Url, ImmutableArray<string>? Events, string? Description, bool? Enabled);

/// <param name="Secret">Shown when it is made, and then never again.</param>
internal sealed record WebhookResponse(
    string WebhookId,
    string Url,
    ImmutableArray<string> Events,
    string? Description,
    bool Enabled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WebhookDisabled? DisabledReason,
    DateTimeOffset? FailingSince,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null)
{
    public static WebhookResponse From(WebhookEndpoint endpoint) => new(
        endpoint.EndpointId, endpoint.Url, endpoint.Events, endpoint.Description, endpoint.IsEnabled,
        endpoint.IsEnabled ? null : endpoint.Disabled, endpoint.FailingSince, endpoint.CreatedAt);
}

internal sealed record WebhooksResponse(ImmutableArray<WebhookResponse> Items);

/// <param name="PreviousUntil">Until when the secret before signs too.</param>
internal sealed record WebhookSecretResponse(string Secret, DateTimeOffset PreviousUntil);

/// <param name="Body">What is sent, in a single message only.</param>
internal sealed record WebhookMessageResponse(
    string MessageId,
    string EventId,
    string Type,
    string SubjectId,
    DateTimeOffset At,
    WebhookMessageStatus Status,
    int Attempts,
    DateTimeOffset? NextAt,
    int? LastStatus,
    string? LastError,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Body = null)
{
    public static WebhookMessageResponse From(WebhookMessage message) => new(
        message.MessageId, message.EventId, message.Type, message.SubjectId, message.At, message.Status, message.Attempts, message.NextAt,
        message.LastStatus == 0 ? null : message.LastStatus, message.LastError,
        message.Body is { } body ? JsonSerializer.Deserialize<JsonElement>(body) : null);
}

/// <param name="Count">Messages that are sent again.</param>
internal sealed record WebhookReplayResponse(int Count);
