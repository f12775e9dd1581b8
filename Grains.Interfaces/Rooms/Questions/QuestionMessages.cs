namespace SocialCommerce.Grains.Interfaces.Rooms.Questions;

[GenerateSerializer, Immutable, Alias("sc.AskQuestion")]
public sealed record AskQuestion(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string Text,
    [property: Id(4)] string? ProductId);

/// <param name="IsUp">False takes the vote back.</param>
[GenerateSerializer, Immutable, Alias("sc.VoteQuestion")]
public sealed record VoteQuestion(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] string UserId,
    [property: Id(2)] bool IsUp);

/// <param name="Answer">What the host answers in writing; with <see cref="QuestionAct.Answer"/> null: answered live.</param>
[GenerateSerializer, Immutable, Alias("sc.HostQuestion")]
public sealed record HostQuestion(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] string UserId,
    [property: Id(2)] QuestionAct Act,
    [property: Id(3)] string? Answer = null);

/// <summary>What a host does with a question.</summary>
[GenerateSerializer, Alias("sc.QuestionAct")]
public enum QuestionAct
{
    Unknown = 0,

    /// <summary>In writing, or by a mark that it was answered live.</summary>
    Answer = 1,

    /// <summary>Takes it from the list, for good.</summary>
    Hide = 2,

    /// <summary>Puts it on screen, in place of the one that was there.</summary>
    Show = 3,

    /// <summary>Takes it from the screen.</summary>
    Unshow = 4,
}

[GenerateSerializer, Alias("sc.QuestionStatus")]
public enum QuestionStatus
{
    Unknown = 0,
    Waiting = 1,
    Answered = 2,
    Hidden = 3,
}

/// <summary>A question as viewers see it, and as the room's sequence and its board tell of it.</summary>
/// <param name="Answer">In writing; null while it waits, and when it was answered live.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomQuestion")]
public sealed record RoomQuestion(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string Text,
    [property: Id(4)] string? ProductId,
    [property: Id(5)] DateTimeOffset AskedAt,
    [property: Id(6)] QuestionStatus Status,
    [property: Id(7)] bool IsShown,
    [property: Id(8)] long Votes,
    [property: Id(9)] string? Answer = null,
    [property: Id(10)] DateTimeOffset? AnsweredAt = null);

/// <param name="HasVoted">Whether the viewer who asks voted for it.</param>
[GenerateSerializer, Immutable, Alias("sc.QuestionLine")]
public sealed record QuestionLine([property: Id(0)] RoomQuestion Question, [property: Id(1)] bool HasVoted);

[GenerateSerializer, Immutable, Alias("sc.QuestionResult")]
public sealed record QuestionResult(
    [property: Id(0)] EngagementOutcome Outcome,
    [property: Id(1)] QuestionLine? Line,
    [property: Id(2)] ImmutableArray<FieldError> Errors);

[GenerateSerializer, Immutable, Alias("sc.QuestionPage")]
public sealed record QuestionPage(
    [property: Id(0)] ImmutableArray<QuestionLine> Lines,
    [property: Id(1)] string? NextCursor);

/// <param name="Status">Waiting questions, the most wanted first, or answered ones, the newest first.</param>
[GenerateSerializer, Immutable, Alias("sc.ListQuestions")]
public sealed record ListQuestions(
    [property: Id(0)] QuestionStatus Status,
    [property: Id(1)] string? ViewerId,
    [property: Id(2)] PageRequest Page);

/// <summary>The most wanted questions of a room; only the latest matters.</summary>
/// <param name="Waiting">How many wait in all.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomQuestions")]
public sealed record RoomQuestions(
    [property: Id(0)] string RoomId,
    [property: Id(1)] int Waiting,
    [property: Id(2)] ImmutableArray<RoomQuestion> Top);
