using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Users;

/// <summary>What is stored of a user. The taste is a snapshot that the interaction log continues.</summary>
internal sealed record UserState
{
    public string? UserName { get; init; }

    public string? DisplayName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    public TasteSnapshot? Taste { get; init; }
}

/// <param name="Offset">The last row of the interaction log that is in the snapshot.</param>
internal sealed record TasteSnapshot(
    long Offset,
    UserHistorySnapshot<string> History,
    HeavyHittersSnapshot<string> Affinity,
    float[] Embedding);
