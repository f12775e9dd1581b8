namespace SocialCommerce.Grains.Rooms.Video;

/// <summary>What is stored of the calls of a room's video provider.</summary>
internal sealed record VideoState
{
    /// <summary>What the provider signs with; empty until the host asked for one.</summary>
    public ImmutableArray<byte> Secret { get; set; } = [];

    /// <summary>Messages that were taken, oldest first: as long as their time would let them in again.</summary>
    public ImmutableArray<SeenHook> Seen { get; set; } = [];

    /// <summary>When the last thing that counted happened.</summary>
    public DateTimeOffset LastAt { get; set; }
}

/// <summary>A message and the seconds since 1970 UTC at which it was signed.</summary>
internal sealed record SeenHook(string HookId, long Timestamp);
