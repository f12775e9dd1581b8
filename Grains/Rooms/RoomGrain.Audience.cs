using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Who listens, and what those who come in or come back are told.</summary>
internal sealed partial class RoomGrain
{
    private RoomBackstage? Backstage => RoomLifecycle.BackstageOf(_state, RoomId);

    public Task<RoomEntry?> EnterAsync(CancellationToken cancellationToken) => Task.FromResult(Describe() is { } room
        ? new RoomEntry(
            _state.Epoch, _feed.Sequence, room, _feed.Comments, _reactions.Totals, _tallies.Fill(_state.Board), Backstage)
        : null);

    public Task<RoomEvents?> ResumeAsync(ResumeRoom command, CancellationToken cancellationToken)
    {
        var isKnown = _state.Title is not null && command.Epoch == _state.Epoch;
        return Task.FromResult(isKnown && _feed.After(command.Sequence) is { } events
            ? new RoomEvents(RoomId, _state.Epoch, events)
            : null);
    }

    public Task<RoomPosition?> SubscribeAsync(
        RoomSubscription subscription, IRoomObserver observer, CancellationToken cancellationToken)
    {
        if (_state.Title is null)
        {
            return Task.FromResult<RoomPosition?>(null);
        }

        if (_audience.Subscribe(subscription, observer))
        {
            SchedulePulse();
        }

        return Task.FromResult<RoomPosition?>(
            new RoomPosition(_state.Epoch, _feed.Sequence, Backstage, DescribeAccess(subscription.AccessTag)));
    }

    public Task UnsubscribeAsync(string relayId, CancellationToken cancellationToken)
    {
        if (_audience.Unsubscribe(relayId))
        {
            SchedulePulse();
        }

        return Task.CompletedTask;
    }

    private void SchedulePulse()
    {
        if (!_audience.IsEmpty)
        {
            _pulse.Schedule(PulsePeriod);
        }
    }

    private Task SendPulseAsync(CancellationToken cancellationToken)
    {
        var pulse = new RoomPulse(RoomId, _audience.Viewers, _reactions.Totals, _tallies.Counts(_state.Board));
        _audience.SendHint(observer => observer.OnPulseAsync(pulse));
        return Task.CompletedTask;
    }
}
