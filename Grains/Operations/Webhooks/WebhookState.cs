using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>Where a merchant's programs listen. What is to be told them is in <see cref="IWebhookStore"/>.</summary>
internal sealed record WebhookState
{
    /// <summary>Oldest first, bounded.</summary>
    public ImmutableArray<StoredEndpoint> Endpoints { get; set; } = [];
}

internal sealed record StoredEndpoint
{
    public string EndpointId { get; set; } = "";

    public string Url { get; set; } = "";

    public ImmutableArray<string> Events { get; set; } = [];

    public string? Description { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public ImmutableArray<byte> Secret { get; set; } = [];

    /// <summary>The secret before, while it still signs.</summary>
    public ImmutableArray<byte> PreviousSecret { get; set; } = [];

    public DateTimeOffset PreviousUntil { get; set; }

    /// <summary>Unknown while it is enabled.</summary>
    public WebhookDisabled Disabled { get; set; }

    /// <summary>Since when nothing arrived; null when the last one did.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public WebhookEndpoint Describe() => new(
        EndpointId, Url, Events, Description, CreatedAt, Disabled == WebhookDisabled.Unknown, Disabled, FailingSince);
}
