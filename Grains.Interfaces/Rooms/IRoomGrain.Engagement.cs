using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>What polls, questions and giveaways show the viewers beside the sequence. Only the latest of it matters.</summary>
public partial interface IRoomGrain
{
    /// <summary>Takes counts that moved; they go out with the next pulse and to whoever comes in. Told at most twice a second.</summary>
    [AlwaysInterleave, Idempotent, Alias("ShowCounts")]
    Task ShowCountsAsync(RoomCounts counts, CancellationToken cancellationToken = default);

    /// <summary>Takes the most wanted questions, for every viewer and for whoever comes in.</summary>
    [AlwaysInterleave, Idempotent, Alias("ShowQuestions")]
    Task ShowQuestionsAsync(RoomQuestions questions, CancellationToken cancellationToken = default);
}
