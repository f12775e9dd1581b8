namespace SocialCommerce.Grains.Interfaces.Rooms.Giveaways;

/// <summary>One giveaway of a room: who entered, the committed draw, who won and who claimed. Key: the giveaway id.</summary>
[Alias("sc.IGiveawayGrain")]
public interface IGiveawayGrain : IGrainWithStringKey
{
    /// <summary>
    /// Commits to the seed, opens for entries and announces it in the room. Repeating the command changes nothing, and the
    /// first seed stays.
    /// </summary>
    [Idempotent, Alias("Open")]
    Task<GiveawayResult> OpenAsync(OpenGiveaway command, CancellationToken cancellationToken = default);

    /// <summary>Enters a user, once; answers when it is durable. Interleaves, so that many entries share one commit.</summary>
    [AlwaysInterleave, Idempotent, Alias("Enter")]
    Task<GiveawayResult> EnterAsync(string roomId, string userId, CancellationToken cancellationToken = default);

    /// <summary>The host ends the entries now instead of at the end of the time.</summary>
    [Idempotent, Alias("Draw")]
    Task<GiveawayResult> DrawAsync(string roomId, string userId, CancellationToken cancellationToken = default);

    /// <summary>A winner takes the prize.</summary>
    [Idempotent, Alias("Claim")]
    Task<GiveawayResult> ClaimAsync(string roomId, string userId, CancellationToken cancellationToken = default);

    /// <summary>The giveaway as this viewer sees it now; null when there is none.</summary>
    [Idempotent, Alias("Get")]
    Task<GiveawaySummary?> GetAsync(string? viewerId, CancellationToken cancellationToken = default);

    /// <summary>Seed, entrants and winners; closed until the draw.</summary>
    [Idempotent, Alias("GetProof")]
    Task<ProofResult> GetProofAsync(string roomId, CancellationToken cancellationToken = default);
}

/// <summary>The giveaways of a room, newest first. Key: the room id.</summary>
[Alias("sc.IRoomGiveawaysGrain")]
public interface IRoomGiveawaysGrain : IGrainWithStringKey
{
    [Idempotent, Alias("List")]
    Task<GiveawayPage> ListAsync(PageRequest request, string? viewerId, CancellationToken cancellationToken = default);
}
