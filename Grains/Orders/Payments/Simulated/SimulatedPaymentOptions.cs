using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>
/// How the simulated provider treats charges whose method does not say. Each share of the charges is chosen by a hash of
/// seed and idempotency key, so that a run can be made again.
/// </summary>
public sealed class SimulatedPaymentOptions : IValidatableObject
{
    public const string SectionName = "Payments:Simulated";

    public int Seed { get; set; } = 1;

    [Range(0, 1.0)]
    public double Declined { get; set; }

    /// <summary>Fail at first, before anything is charged.</summary>
    [Range(0, 1.0)]
    public double FailOnce { get; set; }

    /// <summary>Are charged, and the answer is lost.</summary>
    [Range(0, 1.0)]
    public double LostAnswer { get; set; }

    /// <summary>Are told by a notice, twice.</summary>
    [Range(0, 1.0)]
    public double Twice { get; set; }

    /// <summary>Are decided, and told by a notice, after <see cref="LateBy"/>.</summary>
    [Range(0, 1.0)]
    public double Late { get; set; }

    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LateBy { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Are answered after <see cref="SlowBy"/>.</summary>
    [Range(0, 1.0)]
    public double Slow { get; set; }

    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan SlowBy { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Signs notices as Standard Webhooks says; another for each process when there is none.</summary>
    public string? WebhookSecret { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Declined + FailOnce + LostAnswer + Twice + Late + Slow > 1)
        {
            yield return new ValidationResult("the shares must not exceed 1 in all", [nameof(Declined)]);
        }

        if (WebhookSecret is not null && WebhookSignature.ReadSecret(WebhookSecret) is not { Length: >= WebhookSignature.SecretBytesMin })
        {
            yield return new ValidationResult(
                $"must be at least {WebhookSignature.SecretBytesMin} bytes in base64", [nameof(WebhookSecret)]);
        }
    }
}
