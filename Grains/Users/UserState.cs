using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

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

    /// <summary>Whether the user stands in the list of all users; those of earlier programs do not yet.</summary>
    public bool IsListed { get; set; }

    /// <summary>Suggestions are the same as for everybody.</summary>
    public bool IsNotPersonalised { get; set; }

    /// <summary>Followers are told what the user bought.</summary>
    public bool SharesPurchases { get; set; }

    /// <summary>Interests that the user said not to have, newest first.</summary>
    public ImmutableArray<RemovedInterest> RemovedInterests { get; set; } = [];

    /// <summary>The last row of the interaction log that the user had forgotten.</summary>
    public long ForgottenUpTo { get; set; }

    public DateTimeOffset? ForgottenAt { get; set; }

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
    DismissalsSnapshot? Dismissals = null,
    TasteDeed[]? Deeds = null);

/// <summary>A purchase or a rating.</summary>
internal sealed record TasteDeed(string ProductId, InteractionKind Kind, DateTimeOffset At);
