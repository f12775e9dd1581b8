using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Questions;

/// <summary>Takes questions, the same way from requests and from sockets: cleaned like comments, not too many at once.</summary>
internal sealed class QuestionDesk(IGrainFactory grains, QuestionThrottle throttle)
{
    /// <summary>The answer of the room, or how long this user has to wait.</summary>
    public async Task<(QuestionResult? Result, TimeSpan Wait)> AskAsync(
        string roomId, Caller caller, string questionId, AskRequest request, CancellationToken cancellationToken)
    {
        var command = new AskQuestion(
            questionId, caller.UserId, caller.DisplayName, CommentText.Clean(request.Text ?? string.Empty), request.ProductId);
        var errors = QuestionLimits.Check(command);
        if (!errors.IsEmpty)
        {
            return (new QuestionResult(EngagementOutcome.Invalid, null, errors), TimeSpan.Zero);
        }

        return throttle.TryTake(caller.UserId, out var wait)
            ? (await grains.GetGrain<IQuestionsGrain>(roomId).AskAsync(command, cancellationToken), TimeSpan.Zero)
            : (null, wait);
    }
}
