using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Questions;

internal sealed record AskRequest(string? Text, string? ProductId);

/// <param name="Text">The answer in writing; null: answered live.</param>
internal sealed record AnswerRequest(string? Text);

/// <summary>A question in events, in the push Questions and in the join snapshot.</summary>
internal sealed record QuestionBody(
    string QuestionId,
    string UserId,
    string DisplayName,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId,
    DateTimeOffset AskedAt,
    QuestionStatus Status,
    bool Shown,
    long Votes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? AnsweredAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Voted = null)
{
    public static QuestionBody From(RoomQuestion question) => new(
        question.QuestionId, question.UserId, question.DisplayName, question.Text, question.ProductId, question.AskedAt,
        question.Status, question.IsShown, question.Votes, question.Answer, question.AnsweredAt);

    /// <summary>With whether the caller voted for it.</summary>
    public static QuestionBody From(QuestionLine line) => From(line.Question) with { Voted = line.HasVoted };
}

/// <summary>The push Questions: the most wanted ones, and how many wait in all.</summary>
internal sealed record QuestionsBody(string RoomId, int Waiting, IReadOnlyList<QuestionBody> Items)
{
    public static QuestionsBody From(RoomQuestions questions) =>
        new(questions.RoomId, questions.Waiting, [.. questions.Top.Select(QuestionBody.From)]);
}
