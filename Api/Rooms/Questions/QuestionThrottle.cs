using SocialCommerce.Api.Rooms.Live;

namespace SocialCommerce.Api.Rooms.Questions;

/// <summary>How fast one user may ask, over all sockets and requests of this process.</summary>
internal sealed class QuestionThrottle(TimeProvider clock)
    : UserThrottle(QuestionsMax, Window, clock)
{
    private const int QuestionsMax = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
}
