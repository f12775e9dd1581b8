namespace SocialCommerce.Grains.Interfaces.Rooms.Questions;

/// <summary>Bounds of questions and answers. A question's text has the bounds of a comment.</summary>
public static class QuestionLimits
{
    /// <summary>Questions of a room that wait for an answer; of one user, <see cref="WaitingPerUserMax"/>.</summary>
    public const int WaitingMax = 200;

    public const int WaitingPerUserMax = 5;

    /// <summary>Answered questions that are kept; the oldest goes first.</summary>
    public const int AnsweredMax = 100;

    /// <summary>The most wanted ones, which every viewer is sent.</summary>
    public const int TopMax = 10;

    public const int AnswerMax = 500;

    public static ImmutableArray<FieldError> Check(AskQuestion command) => new FieldChecks()
        .Add(command.ProductId is { } productId && !Ids.IsValid(productId), "productId", "is not a valid id")
        .Errors
        .AddRange(RoomLimits.CheckComment(command.Text, command.QuestionId).Where(error => error.Field == "text"));

    public static ImmutableArray<FieldError> CheckAnswer(string? answer) =>
        answer is null ? [] : new FieldChecks().Text(answer, "answer", AnswerMax).Errors;
}
