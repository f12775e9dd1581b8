using System.Threading.Channels;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>Keeps what a room sends to one Api process.</summary>
internal sealed class RecordingObserver : IRoomObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>();
    private readonly Channel<RoomPulse> _pulses = Channel.CreateUnbounded<RoomPulse>();
    private readonly Channel<RoomQuestions> _questions = Channel.CreateUnbounded<RoomQuestions>();

    public Task OnEventsAsync(RoomEvents events)
    {
        foreach (var roomEvent in events.Events)
        {
            _events.Writer.TryWrite(roomEvent);
        }

        return Task.CompletedTask;
    }

    public Task OnPulseAsync(RoomPulse pulse)
    {
        _pulses.Writer.TryWrite(pulse);
        return Task.CompletedTask;
    }

    public Task OnQuestionsAsync(RoomQuestions questions)
    {
        _questions.Writer.TryWrite(questions);
        return Task.CompletedTask;
    }

    public Task OnAccessChangedAsync(string roomId) => Task.CompletedTask;

    public Task OnHotChangedAsync(string roomId) => Task.CompletedTask;

    public async Task<List<RoomEvent>> TakeEventsAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var events = new List<RoomEvent>();
        while (events.Count < count)
        {
            events.Add(await _events.Reader.ReadAsync(patience.Token));
        }

        return events;
    }

    /// <summary>The first pulse of which the test approves.</summary>
    public Task<RoomPulse> TakePulseAsync(Predicate<RoomPulse> isExpected) => TakeAsync(_pulses, isExpected);

    /// <summary>The first list of questions of which the test approves.</summary>
    public Task<RoomQuestions> TakeQuestionsAsync(Predicate<RoomQuestions> isExpected) => TakeAsync(_questions, isExpected);

    private static async Task<T> TakeAsync<T>(Channel<T> channel, Predicate<T> isExpected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var value = await channel.Reader.ReadAsync(patience.Token);
            if (isExpected(value))
            {
                return value;
            }
        }
    }
}
