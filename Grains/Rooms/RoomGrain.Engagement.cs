using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What polls, questions and giveaways show beside the sequence.</summary>
internal sealed partial class RoomGrain
{
    private readonly RoomTallies _tallies = new();

    public Task ShowCountsAsync(RoomCounts counts, CancellationToken cancellationToken)
    {
        _tallies.Take(counts, _state.Board);
        SchedulePulse();
        return Task.CompletedTask;
    }

    public Task ShowQuestionsAsync(RoomQuestions questions, CancellationToken cancellationToken)
    {
        _tallies.Take(questions);
        _audience.SendHint(observer => observer.OnQuestionsAsync(questions));
        return Task.CompletedTask;
    }
}
