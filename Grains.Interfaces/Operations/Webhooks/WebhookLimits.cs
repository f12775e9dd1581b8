namespace SocialCommerce.Grains.Interfaces.Operations.Webhooks;

/// <summary>Bounds of a merchant's webhooks.</summary>
public static class WebhookLimits
{
    public const int EndpointsMax = 10;

    public const int UrlLengthMax = 2_048;

    public const int DescriptionLengthMax = 200;

    public const int DataLengthMax = 32 * 1_024;

    public const int SecretBytes = 32;

    /// <summary>Messages that one call sends again at most.</summary>
    public const int ReplayMax = 1_000;

    /// <summary>How long the secret before still signs after it was replaced.</summary>
    public static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    /// <param name="allowsPrivate">Whether plain http and addresses of one's own network will do.</param>
    public static ImmutableArray<FieldError> Check(string? url, ImmutableArray<string>? events, string? description, bool allowsPrivate)
    {
        var checks = new FieldChecks();
        if (url is not null)
        {
            checks.Add(!IsUrl(url, allowsPrivate), "url", "must be a public https address without credentials");
        }

        if (events is { } names)
        {
            checks.Add(
                names.IsDefaultOrEmpty || names.Length > WebhookEvents.All.Length || names.Any(name => !WebhookEvents.All.Contains(name)),
                "events", $"must be some of {string.Join(", ", WebhookEvents.All)}");
        }

        return checks
            .Add(description?.Length > DescriptionLengthMax, "description", $"must have at most {DescriptionLengthMax} characters")
            .Errors;
    }

    // What a name leads to is looked at when it is called; an address that is written out is looked at now.
    private static bool IsUrl(string url, bool allowsPrivate) =>
        url.Length <= UrlLengthMax
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (allowsPrivate && uri.Scheme == Uri.UriSchemeHttp))
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && (allowsPrivate || !System.Net.IPAddress.TryParse(uri.IdnHost, out var address) || PublicAddresses.IsPublic(address))
        && (allowsPrivate || !uri.IsLoopback);
}
