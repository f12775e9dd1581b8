using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Users;

/// <summary>What is stored of a user. The taste is a snapshot that the interaction log continues.</summary>
internal sealed record UserState
{
    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public long Version { get; set; }

    /// <summary>Friends are not told in which room the user is.</summary>
    public bool IsInvisible { get; set; }

    public TasteSnapshot? Taste { get; set; }

    /// <summary>What the user was shown of late, as <see cref="ImpressionMemory"/> stores it.</summary>
    public byte[] Shown { get; set; } = [];
}

/// <param name="Offset">The last row of the interaction log that is in the snapshot.</param>
internal sealed record TasteSnapshot(
    long Offset,
    UserHistorySnapshot<string> History,
    HeavyHittersSnapshot<string> Affinity,
    float[] Embedding,
    DismissalsSnapshot? Dismissals = null);
