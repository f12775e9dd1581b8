namespace SocialCommerce.Grains.Interfaces.Rooms.Polls;

/// <summary>One poll or quiz of a room and everybody's vote in it. Key: the poll id.</summary>
[Alias("sc.IPollGrain")]
public interface IPollGrain : IGrainWithStringKey
{
    /// <summary>Opens the poll for votes and announces it in the room. Repeating the command changes nothing.</summary>
    [Idempotent, Alias("Open")]
    Task<PollResult> OpenAsync(OpenPoll command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a vote, or changes it; answers when it is durable. Interleaves, so that many votes share one commit.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Vote")]
    Task<PollResult> VoteAsync(CastVote command, CancellationToken cancellationToken = default);

    /// <summary>Ends the poll: no vote counts from here on, and the room hears the final tally.</summary>
    [Idempotent, Alias("Close")]
    Task<PollResult> CloseAsync(string roomId, string userId, CancellationToken cancellationToken = default);

    /// <summary>The poll with the vote of this viewer; null when there is none.</summary>
    [Idempotent, Alias("Get")]
    Task<PollSummary?> GetAsync(string? viewerId, CancellationToken cancellationToken = default);
}

/// <summary>The polls of a room, newest first. Key: the room id.</summary>
[Alias("sc.IRoomPollsGrain")]
public interface IRoomPollsGrain : IGrainWithStringKey
{
    [Idempotent, Alias("List")]
    Task<PollPage> ListAsync(PageRequest request, string? viewerId, CancellationToken cancellationToken = default);
}
