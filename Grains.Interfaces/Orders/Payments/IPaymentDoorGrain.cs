namespace SocialCommerce.Grains.Interfaces.Orders.Payments;

/// <summary>
/// Where payment providers knock: checks the signature and passes on what was said. Key: the name of the provider.
/// </summary>
[Alias("sc.IPaymentDoorGrain")]
public interface IPaymentDoorGrain : IGrainWithStringKey
{
    /// <summary>The key of whoever asks which provider there is.</summary>
    const string AnyProvider = "any";

    /// <summary>The name of the provider that the shop pays through, whatever the key.</summary>
    [ReadOnly, Idempotent, Alias("GetProvider")]
    Task<string> GetProviderAsync(CancellationToken cancellationToken = default);

    /// <summary>Answers when the order has what the provider said, durably.</summary>
    [Idempotent, Alias("Receive")]
    Task<PaymentHookOutcome> ReceiveAsync(PaymentHook hook, CancellationToken cancellationToken = default);
}

/// <summary>A call of a payment provider, as it came.</summary>
/// <param name="Headers">Those that <see cref="PaymentLimits.HookHeaders"/> names, by their names in lower case.</param>
/// <param name="Body">The signed bytes.</param>
[GenerateSerializer, Immutable, Alias("sc.PaymentHook")]
public sealed record PaymentHook(
    [property: Id(0)] ImmutableDictionary<string, string> Headers,
    [property: Id(1)] ImmutableArray<byte> Body);

[GenerateSerializer, Alias("sc.PaymentHookOutcome")]
public enum PaymentHookOutcome
{
    Unknown = 0,
    Taken = 1,

    /// <summary>Signed, and of something that orders do not ask about.</summary>
    Ignored = 2,

    /// <summary>Not signed by the provider, or too long ago.</summary>
    BadSignature = 3,

    /// <summary>This shop does not pay through that provider.</summary>
    NotFound = 4,
}

/// <summary>Bounds of what payment providers send.</summary>
public static class PaymentLimits
{
    public const int HookBytesMax = 32 * 1_024;

    public const int HookHeaderLengthMax = 2_048;

    public const int MethodLengthMax = 128;

    /// <summary>The headers that carry signatures.</summary>
    public static readonly ImmutableArray<string> HookHeaders =
        ["webhook-id", "webhook-timestamp", "webhook-signature", "stripe-signature"];
}
