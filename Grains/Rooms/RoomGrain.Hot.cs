using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>What the viewers engage with.</summary>
internal sealed partial class RoomGrain
{
    public Task<ImmutableArray<TrendEntry>> GetHotAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult(_hot.Top(limit, clock.GetUtcNow()));

    public Task<bool> ApplyAsync(TrendDelta delta, CancellationToken cancellationToken)
    {
        if (_state.Title is null || _state.Status == RoomStatus.Rehearsal)
        {
            return Task.FromResult(true);
        }

        var (isWhole, hasChanged) = _hot.Apply(delta, clock.GetUtcNow());
        if (hasChanged)
        {
            _audience.SendHint(observer => observer.OnHotChangedAsync(RoomId));
        }

        return Task.FromResult(isWhole);
    }

    public async Task<long> FlushAsync(int partition, CancellationToken cancellationToken)
    {
        await SaveAsync(cancellationToken);
        return _state.Title is null || _state.Status == RoomStatus.Rehearsal ? long.MaxValue : _hot.Applied(partition);
    }
}
