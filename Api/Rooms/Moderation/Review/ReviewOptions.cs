using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Api.Rooms.Moderation.Review;

/// <summary>Another service that looks at comments before they are shown; none when there is no address.</summary>
internal sealed class ReviewOptions : IValidatableObject
{
    public const string SectionName = "Moderation:Review";

    /// <summary>Where comments are posted to. Public addresses and https only, unless <see cref="AllowPrivateAddresses"/>.</summary>
    public Uri? Url { get; set; }

    /// <summary>Signs what is posted: at least 24 bytes in base64, with or without <c>whsec_</c> before it.</summary>
    public string? Secret { get; set; }

    /// <summary>Name look-up and connection included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:02")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What counts when there is no answer in time, or none that can be understood.</summary>
    public ReviewVerdict OnFailure { get; set; } = ReviewVerdict.Allow;

    /// <summary>For a service on the same machine or network, which may then use plain http.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>After so many failures in a row the service is left alone for <see cref="Pause"/>.</summary>
    [Range(1, 1_000)]
    public int FailuresMax { get; set; } = 5;

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Comments under review at once; more count as failed.</summary>
    [Range(1, 10_000)]
    public int AtOnceMax { get; set; } = 256;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is null)
        {
            yield break;
        }

        if (!Url.IsAbsoluteUri || Url.UserInfo.Length > 0 || !(Url.Scheme == Uri.UriSchemeHttps || (AllowPrivateAddresses && Url.Scheme == Uri.UriSchemeHttp)))
        {
            yield return new ValidationResult("must be an https address without credentials", [nameof(Url)]);
        }

        if (WebhookSignature.ReadSecret(Secret) is not { Length: >= WebhookSignature.SecretBytesMin })
        {
            yield return new ValidationResult($"must be at least {WebhookSignature.SecretBytesMin} bytes in base64", [nameof(Secret)]);
        }

        if (OnFailure == ReviewVerdict.Unknown)
        {
            yield return new ValidationResult("must be allow, deny or hold", [nameof(OnFailure)]);
        }
    }
}

/// <summary>What a review says. Wire names are the lower-case member names.</summary>
internal enum ReviewVerdict
{
    Unknown = 0,
    Allow = 1,
    Deny = 2,
    Hold = 3,
}
