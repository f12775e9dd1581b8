using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>The account at Stripe. The keys are never logged, and no message of a bad setting repeats one.</summary>
internal sealed class StripeOptions : IValidatableObject
{
    public const string SectionName = "Payments:Stripe";

    /// <summary>A secret or restricted key: <c>sk_…</c> or <c>rk_…</c>.</summary>
    [Required]
    public string SecretKey { get; set; } = "";

    /// <summary>Of the webhook endpoint at Stripe, as it is shown there: <c>whsec_…</c>.</summary>
    [Required]
    public string WebhookSecret { get; set; } = "";

    /// <summary>Another only for a server on this machine that plays Stripe.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.stripe.com");

    /// <summary>How often a call without a usable answer is made in all, with the same idempotency key.</summary>
    [Range(1, 10)]
    public int AttemptsMax { get; set; } = 3;

    /// <summary>Before the second attempt; twice as long before each that follows.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!SecretKey.StartsWith("sk_", StringComparison.Ordinal) && !SecretKey.StartsWith("rk_", StringComparison.Ordinal))
        {
            yield return new ValidationResult("must be a secret or restricted key", [nameof(SecretKey)]);
        }

        if (!WebhookSecret.StartsWith("whsec_", StringComparison.Ordinal))
        {
            yield return new ValidationResult("must be the signing secret of a webhook endpoint", [nameof(WebhookSecret)]);
        }

        if (!BaseAddress.IsAbsoluteUri || !(BaseAddress.Scheme == Uri.UriSchemeHttps || BaseAddress.IsLoopback))
        {
            yield return new ValidationResult("must be an https address", [nameof(BaseAddress)]);
        }
    }
}
