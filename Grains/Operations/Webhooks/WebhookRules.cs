using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>A merchant's endpoints, and what they are told. Pure.</summary>
internal static class WebhookRules
{
    private const int IdBytes = 16;

    public static (WebhookState Next, WebhookResult Result) Create(
        WebhookState state, CreateWebhook command, bool allowsPrivate, DateTimeOffset now)
    {
        if (Find(state, command.EndpointId) is { } known)
        {
            return (state, known.Secret.SequenceEqual(command.Secret) ? Done(known) : Failed(WebhookOutcome.Exists));
        }

        var errors = WebhookLimits.Check(command.Url, command.Events, command.Description, allowsPrivate);
        if (errors.Length > 0)
        {
            return (state, new WebhookResult(WebhookOutcome.Invalid, null, errors));
        }

        if (state.Endpoints.Length == WebhookLimits.EndpointsMax)
        {
            return (state, Failed(WebhookOutcome.TooMany));
        }

        var endpoint = new StoredEndpoint
        {
            EndpointId = command.EndpointId,
            Url = command.Url,
            Events = command.Events,
            Description = command.Description,
            CreatedAt = now,
            Secret = command.Secret,
        };
        return (state with { Endpoints = state.Endpoints.Add(endpoint) }, Done(endpoint));
    }

    public static (WebhookState Next, WebhookResult Result) Change(WebhookState state, ChangeWebhook command, bool allowsPrivate)
    {
        if (Find(state, command.EndpointId) is not { } known)
        {
            return (state, Failed(WebhookOutcome.NotFound));
        }

        var errors = WebhookLimits.Check(command.Url, command.Events, command.Description, allowsPrivate);
        if (errors.Length > 0)
        {
            return (state, new WebhookResult(WebhookOutcome.Invalid, null, errors));
        }

        var changed = known with
        {
            Url = command.Url ?? known.Url,
            Events = command.Events ?? known.Events,
            Description = command.Description ?? known.Description,
            Disabled = command.IsEnabled switch
            {
                true => WebhookDisabled.Unknown,
                false => WebhookDisabled.ByMerchant,
                null => known.Disabled,
            },
            FailingSince = command.IsEnabled == true && known.Disabled != WebhookDisabled.Unknown ? null : known.FailingSince,
        };
        return (Replace(state, known, changed), Done(changed));
    }

    public static (WebhookState Next, WebhookOutcome Outcome) Delete(WebhookState state, string endpointId) =>
        Find(state, endpointId) is { } known
            ? (state with { Endpoints = state.Endpoints.Remove(known) }, WebhookOutcome.Done)
            : (state, WebhookOutcome.NotFound);

    public static (WebhookState Next, WebhookResult Result) Rotate(
        WebhookState state, string endpointId, ImmutableArray<byte> secret, DateTimeOffset now)
    {
        if (Find(state, endpointId) is not { } known)
        {
            return (state, Failed(WebhookOutcome.NotFound));
        }

        var rotated = known.Secret.SequenceEqual(secret)
            ? known
            : known with { Secret = secret, PreviousSecret = known.Secret, PreviousUntil = now + WebhookLimits.SecretOverlap };
        return (Replace(state, known, rotated), Done(rotated));
    }

    /// <summary>The keys that sign now.</summary>
    public static ImmutableArray<byte[]> Keys(StoredEndpoint endpoint, DateTimeOffset now) =>
        endpoint.PreviousSecret.IsEmpty || endpoint.PreviousUntil <= now
            ? [[.. endpoint.Secret]]
            : [[.. endpoint.Secret], [.. endpoint.PreviousSecret]];

    /// <summary>How an endpoint does after an attempt; the same state when that is no news.</summary>
    public static WebhookState Note(WebhookState state, string endpointId, WebhookAnswer answer, TimeSpan disableAfter, DateTimeOffset now)
    {
        if (Find(state, endpointId) is not { } known)
        {
            return state;
        }

        var noted = answer switch
        {
            { IsDelivered: true } => known.FailingSince is null ? known : known with { FailingSince = null },
            { IsGone: true } => known with { Disabled = WebhookDisabled.Gone, FailingSince = known.FailingSince ?? now },
            _ when known.FailingSince is null => known with { FailingSince = now },
            _ when known.Disabled == WebhookDisabled.Unknown && now - known.FailingSince >= disableAfter =>
                known with { Disabled = WebhookDisabled.Failing },
            _ => known,
        };
        return ReferenceEquals(noted, known) ? state : Replace(state, known, noted);
    }

    /// <summary>A message for each endpoint that wants the event; null when the event cannot be told.</summary>
    public static ImmutableArray<WebhookDelivery>? Address(
        WebhookState state, string merchantId, MerchantEvent told, DateTimeOffset now)
    {
        if (!Ids.IsValid(told.EventId) || !Ids.IsValid(told.SubjectId) || told.DataJson.Length > WebhookLimits.DataLengthMax)
        {
            return null;
        }

        var wanting = state.Endpoints.Where(endpoint => endpoint.Disabled == WebhookDisabled.Unknown && endpoint.Events.Contains(told.Type)).ToList();
        if (wanting.Count == 0)
        {
            return [];
        }

        return WriteBody(told) is { } body
            ? [.. wanting.Select(endpoint => new WebhookDelivery(
                0, merchantId, endpoint.EndpointId, MessageIdOf(endpoint.EndpointId, told.EventId), told.EventId, told.Type, told.SubjectId,
                now, WebhookMessageStatus.Pending, 0, now, 0, null, body))]
            : null;
    }

    public static StoredEndpoint? Find(WebhookState state, string endpointId) =>
        state.Endpoints.FirstOrDefault(endpoint => endpoint.EndpointId == endpointId);

    public static string MessageIdOf(string endpointId, string eventId) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{endpointId}\n{eventId}")).AsSpan(0, IdBytes));

    // Made once, so that each attempt sends the same bytes.
    private static byte[]? WriteBody(MerchantEvent told)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(buffer);
            writer.WriteStartObject();
            writer.WriteString("type", told.Type);
            writer.WriteString("timestamp", told.At.ToUniversalTime());
            writer.WritePropertyName("data");
            writer.WriteRawValue(told.DataJson);
            writer.WriteEndObject();
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static WebhookState Replace(WebhookState state, StoredEndpoint known, StoredEndpoint changed) =>
        ReferenceEquals(known, changed) ? state : state with { Endpoints = state.Endpoints.Replace(known, changed) };

    private static WebhookResult Done(StoredEndpoint endpoint) => new(WebhookOutcome.Done, endpoint.Describe(), []);

    private static WebhookResult Failed(WebhookOutcome outcome) => new(outcome, null, []);
}
