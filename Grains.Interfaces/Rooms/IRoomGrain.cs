using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>
/// A live room: its lifecycle, one gap-free sequence of events for everybody, who is here, what is pinned, what is hot.
/// Key: the room id.
/// </summary>
[Alias("sc.IRoomGrain")]
public partial interface IRoomGrain : IGrainWithStringKey
{
    [Alias("Create")]
    Task<RoomResult> CreateAsync(CreateRoom command, CancellationToken cancellationToken = default);

    /// <summary>The room, or null when there is none.</summary>
    [ReadOnly, Idempotent, Alias("Get")]
    Task<RoomSummary?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves the room along its lifecycle. An illegal step is refused.</summary>
    [Alias("ChangeStatus")]
    Task<RoomResult> ChangeStatusAsync(ChangeRoomStatus command, CancellationToken cancellationToken = default);

    [Alias("Pin")]
    Task<RoomResult> PinAsync(PinProduct command, CancellationToken cancellationToken = default);

    [Alias("Unpin")]
    Task<RoomResult> UnpinAsync(PinProduct command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a comment; answers when it is durable. Interleaves, so that many comments share one commit; the sequence is
    /// given before the first await. Repeating a client id of the same user gives the first answer again.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("SendComment")]
    Task<CommentResult> SendCommentAsync(SendComment command, CancellationToken cancellationToken = default);

    [Alias("RemoveComment")]
    Task<RoomResult> RemoveCommentAsync(RemoveComment command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts an event of one of the room's companions (a deal, a poll, a giveaway) into the sequence; answers when it is
    /// durable. Repeating an announcement id gives the first answer again.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Announce")]
    Task<AnnounceResult> AnnounceAsync(RoomAnnouncement announcement, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts reactions; answers when they are durable. Interleaves, so that many batches share one write. A batch id that
    /// was counted is not counted again.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("React")]
    Task<ReactionResult> ReactAsync(SendReactions command, CancellationToken cancellationToken = default);

    /// <summary>Everything a viewer needs to show the room, at one place of the sequence.</summary>
    [Idempotent, Alias("Enter")]
    Task<RoomEntry?> EnterAsync(CancellationToken cancellationToken = default);

    /// <summary>The events after a place of the sequence, or null when they cannot all be had: then enter anew.</summary>
    [Idempotent, Alias("Resume")]
    Task<RoomEvents?> ResumeAsync(ResumeRoom command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends events and pulses to an Api process while the lease runs, and takes its number of viewers. Answers with the
    /// last sequence, so that a relay sees at once whether it missed something; null when there is no such room.
    /// </summary>
    [Idempotent, Alias("Subscribe")]
    Task<RoomPosition?> SubscribeAsync(
        RoomSubscription subscription, IRoomObserver observer, CancellationToken cancellationToken = default);

    [Idempotent, Alias("Unsubscribe")]
    Task UnsubscribeAsync(string relayId, CancellationToken cancellationToken = default);

    /// <summary>A product that the room sells has another stock now.</summary>
    [AlwaysInterleave, Idempotent, Alias("StockChanged")]
    Task StockChangedAsync(string productId, int stock, CancellationToken cancellationToken = default);

    /// <summary>What the viewers engage with most, strongest first.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetHot")]
    Task<ImmutableArray<Recommendations.TrendEntry>> GetHotAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies what a partition gathered; rows that were applied before are ignored. False, and nothing applied, when
    /// earlier rows are missing.
    /// </summary>
    [Alias("Apply")]
    Task<bool> ApplyAsync(Recommendations.TrendDelta delta, CancellationToken cancellationToken = default);

    /// <summary>Makes the applied rows durable and says up to which sequence of the partition they are.</summary>
    [ResponseTimeout(Interactions.IInteractionPartitionGrain.LongWork), Alias("Flush")]
    Task<long> FlushAsync(int partition, CancellationToken cancellationToken = default);
}

/// <summary>Receives what happens in a room. One per Api process and room.</summary>
[Alias("sc.IRoomObserver")]
public interface IRoomObserver : IGrainObserver
{
    /// <summary>
    /// Events in sequence order, each sent once while the lease runs; a hole means one was lost on the way. An empty epoch
    /// asks the process to renew its subscription at once.
    /// </summary>
    [Alias("Events")]
    Task OnEventsAsync(RoomEvents events);

    /// <summary>Latest wins.</summary>
    [Alias("Pulse")]
    Task OnPulseAsync(RoomPulse pulse);

    /// <summary>Latest wins.</summary>
    [Alias("Questions")]
    Task OnQuestionsAsync(RoomQuestions questions);

    /// <summary>The hot products changed: suggestions of the viewers are due.</summary>
    [Alias("HotChanged")]
    Task OnHotChangedAsync(string roomId);

    /// <summary>Who may be here or speak changed: subscribe again at once.</summary>
    [Alias("AccessChanged")]
    Task OnAccessChangedAsync(string roomId);
}

/// <summary>The rooms there are, newest first. Key: <see cref="All"/>.</summary>
[Alias("sc.ILobbyGrain")]
public interface ILobbyGrain : IGrainWithStringKey
{
    const string All = "*";

    [Idempotent, Alias("List")]
    Task<RoomPage> ListAsync(PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>The rooms of one host, newest first.</summary>
    [Idempotent, Alias("ListOfHost")]
    Task<RoomPage> ListOfHostAsync(string hostId, PageRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Those that a filter lets through, newest first. Looks at a bounded number of rooms at a time, so that a page may be
    /// shorter than asked for, and have a next one all the same.
    /// </summary>
    [Idempotent, Alias("Find")]
    Task<RoomPage> FindAsync(RoomFilter filter, PageRequest request, CancellationToken cancellationToken = default);
}
