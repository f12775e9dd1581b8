using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>What goes to every viewer beside events and pulses.</summary>
internal sealed partial class RoomRelay
{
    public Task OnQuestionsAsync(RoomQuestions questions)
    {
        var frame = Frames.Questions(questions);
        var kind = $"{RoomId}/questions";
        lock (_lock)
        {
            foreach (var socket in _feed.Viewers)
            {
                socket.Outbox.SendLatest(kind, frame);
            }
        }

        return Task.CompletedTask;
    }
}
