using SocialCommerce.Grains.Interfaces.Rooms.Polls;

namespace SocialCommerce.Grains.Rooms.Polls;

/// <summary>Pages through the list of polls and asks the polls.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class RoomPollsGrain(IListStore lists) : Grain, IRoomPollsGrain
{
    public async Task<PollPage> ListAsync(PageRequest request, string? viewerId, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.RoomPolls(this.GetPrimaryKeyString()), request, cancellationToken);
        var polls = await Task.WhenAll(page.Ids.Select(
            id => GrainFactory.GetGrain<IPollGrain>(id).GetAsync(viewerId, cancellationToken)));
        return new PollPage([.. polls.OfType<PollSummary>()], page.NextCursor);
    }
}
