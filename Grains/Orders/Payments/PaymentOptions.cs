using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>Who moves the money.</summary>
public sealed class PaymentOptions
{
    public const string SectionName = "Payments";

    public PaymentProviderKind Provider { get; set; } = PaymentProviderKind.Simulated;

    /// <summary>After so long without an answer nobody knows what became of a charge. Retries included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);
}

public enum PaymentProviderKind
{
    /// <summary>Nobody's money: behaves well or badly as it is told.</summary>
    Simulated = 0,
    Stripe = 1,
}
