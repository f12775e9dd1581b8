using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RelayLineTests
{
    private readonly SlowObserver _observer = new();
    private readonly RelayLine _line;

    public RelayLineTests() => _line = new RelayLine("r", "relay", _observer, NullLogger.Instance);

    [Fact]
    public void Send_WhileABatchIsUnderWay_GathersTheNextOneInOrder()
    {
        Send(1, 5);
        Assert.Equal([[1]], _observer.Batches);

        _observer.Answer();

        Assert.Equal([[1], [2, 3, 4, 5]], _observer.Batches);
    }

    [Fact]
    public void Send_ToAProcessThatFails_GoesOnWithTheNext()
    {
        Send(1, 2);

        _observer.Fail();

        Assert.Equal([[1], [2]], _observer.Batches);
    }

    [Fact]
    public void Send_MoreThanMayWait_DropsWhatWaitsSoThatTheNextShowsTheGap()
    {
        Send(1, RelayLine.WaitingMax + 2);

        _observer.Answer();

        Assert.Equal([[1], [RelayLine.WaitingMax + 2]], _observer.Batches);
    }

    [Fact]
    public void Send_OfAnotherEpoch_LeavesTheOldOneBehind()
    {
        Send(1, 3);
        _line.Send("epoch-2", Event(1));

        _observer.Answer();

        Assert.Equal([[1], [1]], _observer.Batches);
        Assert.Equal(["epoch-1", "epoch-2"], _observer.Epochs);
    }

    private void Send(int first, int last)
    {
        for (var sequence = first; sequence <= last; sequence++)
        {
            _line.Send("epoch-1", Event(sequence));
        }
    }

    private static RoomEvent Event(long sequence) => new(sequence, RoomEventType.StockChanged, DateTimeOffset.UnixEpoch);

    /// <summary>Answers a batch only when the test says so.</summary>
    private sealed class SlowObserver : IRoomObserver
    {
        private TaskCompletionSource _answer = new();

        public List<long[]> Batches { get; } = [];

        public List<string> Epochs { get; } = [];

        public Task OnEventsAsync(RoomEvents events)
        {
            Batches.Add([.. events.Events.Select(roomEvent => roomEvent.Sequence)]);
            Epochs.Add(events.Epoch);
            return _answer.Task;
        }

        public Task OnPulseAsync(RoomPulse pulse) => Task.CompletedTask;

        public Task OnQuestionsAsync(Interfaces.Rooms.Questions.RoomQuestions questions) => Task.CompletedTask;

        public Task OnAccessChangedAsync(string roomId) => Task.CompletedTask;

        public Task OnHotChangedAsync(string roomId) => Task.CompletedTask;

        public void Answer() => Renew().SetResult();

        public void Fail() => Renew().SetException(new TimeoutException());

        private TaskCompletionSource Renew()
        {
            var answer = _answer;
            _answer = new TaskCompletionSource();
            return answer;
        }
    }
}
