using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>What the simulated provider tells by itself. It goes through the door that every provider's word goes through.</summary>
internal sealed partial class SimulatedNotices(
    IOptions<SimulatedPaymentOptions> options,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<SimulatedNotices> logger)
{
    public const string ProviderName = "simulated";

    private const string Succeeded = "payment.succeeded";
    private const string Failed = "payment.failed";

    private readonly byte[] _key = WebhookSignature.ReadSecret(options.Value.WebhookSecret) ?? RandomNumberGenerator.GetBytes(32);

    /// <summary>Sends all copies that are due. False when one did not arrive.</summary>
    public async Task<bool> SendAsync(string paymentId, SimulatedPayment payment)
    {
        var hook = Sign(paymentId, payment);
        var door = grains.GetGrain<IPaymentDoorGrain>(ProviderName);
        try
        {
            for (var copy = 0; copy < payment.Notices; copy++)
            {
                await door.ReceiveAsync(hook);
            }

            return true;
        }
#pragma warning disable CA1031 // A provider knows nothing of a shop's faults; it comes again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTaken(exception, paymentId);
            return false;
        }
    }

    /// <summary>A notice as it is sent now.</summary>
    public PaymentHook Sign(string paymentId, SimulatedPayment payment)
    {
        var (charge, now) = (payment.Charge!, clock.GetUtcNow());
        var noticeId = $"{paymentId}.{(payment.Status == SimulatedStatus.Succeeded ? "s" : "f")}";
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new SimulatedNotice(
                payment.Status == SimulatedStatus.Succeeded ? Succeeded : Failed, now, charge.OrderId, paymentId,
                charge.IdempotencyKey, charge.Amount.AmountMinor, charge.Amount.Currency, payment.DeclineCode),
            SimulatedNoticeJson.Default.SimulatedNotice);
        var seconds = now.ToUnixTimeSeconds();
        return new PaymentHook(
            ImmutableDictionary<string, string>.Empty
                .Add(WebhookSignature.IdHeader, noticeId)
                .Add(WebhookSignature.TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture))
                .Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(_key, noticeId, seconds, body)),
            [.. body]);
    }

    public NoticeReading Read(PaymentHook hook)
    {
        var noticeId = hook.Headers.GetValueOrDefault(WebhookSignature.IdHeader, "");
        var isDated = long.TryParse(
            hook.Headers.GetValueOrDefault(WebhookSignature.TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        var signature = hook.Headers.GetValueOrDefault(WebhookSignature.SignatureHeader, "");
        return isDated && WebhookSignature.IsValid(signature, _key, noticeId, seconds, hook.Body.AsSpan(), clock.GetUtcNow())
            ? new NoticeReading(IsSigned: true, Parse(noticeId, hook.Body.AsSpan()))
            : default;
    }

    private static PaymentNotice? Parse(string noticeId, ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SimulatedNoticeJson.Default.SimulatedNotice) is { } notice
                ? Describe(noticeId, notice)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PaymentNotice? Describe(string noticeId, SimulatedNotice notice) => notice switch
    {
        { OrderId: { } orderId, PaymentId: { } paymentId, IdempotencyKey: { } key, Currency: { } currency }
            when notice.Type is Succeeded or Failed => new PaymentNotice(
                notice.Type == Succeeded ? PaymentNoticeKind.Succeeded : PaymentNoticeKind.Failed, ProviderName, noticeId,
                orderId, paymentId, key, new Money(notice.AmountMinor, currency), notice.Timestamp, notice.DeclineCode),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notice of payment {PaymentId} was not taken and comes again")]
    private partial void LogNotTaken(Exception exception, string paymentId);
}

/// <summary>The body of a notice.</summary>
internal sealed record SimulatedNotice(
    string Type,
    DateTimeOffset Timestamp,
    string? OrderId,
    string? PaymentId,
    string? IdempotencyKey,
    long AmountMinor,
    string? Currency,
    string? DeclineCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimulatedNotice))]
internal sealed partial class SimulatedNoticeJson : JsonSerializerContext;
