using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What those in charge have decided, and who hears of it.</summary>
internal sealed partial class RoomGrain
{
    public Task<RoomModeration?> GetModerationAsync(CancellationToken cancellationToken) => Task.FromResult(
        _state.Title is null ? null : new RoomModeration(_state.HostId!, _state.Board.Modes, _gate.Policy));

    public async Task<RoomOutcome> SetPolicyAsync(RoomPolicy policy, CancellationToken cancellationToken)
    {
        if (_state.Title is null)
        {
            return RoomOutcome.NotFound;
        }

        if (policy.Version != _gate.Policy.Version + 1)
        {
            return RoomOutcome.Stale;
        }

        await policyStorage.SaveAsync(new RoomPolicyState { Policy = policy }, this);
        _gate.Use(policy);
        _audience.SendHint(observer => observer.OnAccessChangedAsync(RoomId));
        return RoomOutcome.Done;
    }

    public async Task<RoomOutcome> SetModesAsync(RoomModes modes, CancellationToken cancellationToken)
    {
        if (_state.Title is null || _state.Status == RoomStatus.Ended)
        {
            return _state.Title is null ? RoomOutcome.NotFound : RoomOutcome.IllegalStep;
        }

        if (modes != _state.Board.Modes)
        {
            await AppendAsync(sequence => new RoomEvent(sequence, RoomEventType.ModesChanged, clock.GetUtcNow(), Modes: modes));
            _audience.SendHint(observer => observer.OnAccessChangedAsync(RoomId));
        }

        return RoomOutcome.Done;
    }

    public Task<RoomComment?> FindCommentAsync(string commentId, CancellationToken cancellationToken) =>
        Task.FromResult(_feed.FindComment(commentId));

    /// <summary>Null when the relay knows it.</summary>
    private RoomAccess? DescribeAccess(string? knownTag)
    {
        var modes = _state.Board.Modes;
        var tag = modes == RoomModes.Open && _gate.Policy.Version == 0
            ? RoomAccess.Open.Tag
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{_gate.Policy.Version}.{modes.SlowModeSeconds}.{modes.FollowersOnly}.{modes.BuyersOnly}");
        var policy = _gate.Policy;
        return tag == (knownTag ?? RoomAccess.Open.Tag)
            ? null
            : new RoomAccess(tag, _state.HostId!, policy.Moderators, policy.Muted, policy.Banned, modes);
    }
}
