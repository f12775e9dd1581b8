namespace SocialCommerce.Grains.Interfaces.Rooms.Questions;

/// <summary>What viewers of a room ask its host, and which of it they want answered most. Key: the room id.</summary>
[Alias("sc.IQuestionsGrain")]
public interface IQuestionsGrain : IGrainWithStringKey
{
    /// <summary>Adds a question; repeating its id adds none.</summary>
    [Idempotent, Alias("Ask")]
    Task<QuestionResult> AskAsync(AskQuestion command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Votes for a question, or takes the vote back; answers when it is durable. Interleaves, so that votes share commits.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Vote")]
    Task<QuestionResult> VoteAsync(VoteQuestion command, CancellationToken cancellationToken = default);

    /// <summary>The host answers, hides, shows. Repeating an act changes nothing.</summary>
    [Idempotent, Alias("Host")]
    Task<QuestionResult> HostAsync(HostQuestion command, CancellationToken cancellationToken = default);

    [AlwaysInterleave, Idempotent, Alias("List")]
    Task<QuestionPage> ListAsync(ListQuestions request, CancellationToken cancellationToken = default);
}
