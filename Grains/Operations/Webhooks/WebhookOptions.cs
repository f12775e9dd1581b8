using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>Settings of merchants' webhooks.</summary>
public sealed class WebhookOptions
{
    public const string SectionName = "Webhooks";

    /// <summary>For development: endpoints may use plain http and addresses of one's own network.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Name look-up and connection included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Messages under way to one endpoint at once.</summary>
    [Range(1, 100)]
    public int AtOnceMax { get; set; } = 4;

    /// <summary>After so long without one message that arrived an endpoint is disabled.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How long messages that arrived can be looked at.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan DeliveredKept { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long messages that were given up can be sent again.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan DeadKept { get; set; } = TimeSpan.FromDays(30);
}
