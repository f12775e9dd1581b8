using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Social;

/// <summary>Who follows whom, as two lists per edge that change in one commit.</summary>
internal sealed class FollowGraph(IListStore lists, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>The people followed last are the neighbourhood that suggestions ask.</summary>
    private const int NeighbourhoodMax = PageLimits.LimitMax;

    public async Task<FollowNeighbourhood> LoadAsync(string userId, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(
            ListNames.Following(userId), new PageRequest(NeighbourhoodMax, Cursor: null), cancellationToken);
        return new FollowNeighbourhood(grains, userId, page.Ids, NeighbourhoodMax, clock);
    }

    public async Task<FollowResult> FollowAsync(
        string userId, FollowNeighbourhood neighbourhood, FollowUser command, CancellationToken cancellationToken)
    {
        if (command.FolloweeId == userId)
        {
            return new FollowResult(FollowStatus.Self);
        }

        if (await grains.GetGrain<IUserGrain>(command.FolloweeId).GetProfileAsync(cancellationToken) is null)
        {
            return new FollowResult(FollowStatus.UnknownUser);
        }

        if (await lists.CountAsync(ListNames.Following(userId), cancellationToken) >= SocialLimits.FollowingMax)
        {
            return new FollowResult(FollowStatus.TooMany);
        }

        await ChangeAsync(userId, command.FolloweeId, isAdded: true, cancellationToken);
        neighbourhood.Add(command.FolloweeId);
        return new FollowResult(FollowStatus.Done);
    }

    public async Task<FollowResult> UnfollowAsync(
        string userId, FollowNeighbourhood neighbourhood, FollowUser command, CancellationToken cancellationToken)
    {
        await ChangeAsync(userId, command.FolloweeId, isAdded: false, cancellationToken);
        neighbourhood.Remove(command.FolloweeId);
        return new FollowResult(FollowStatus.Done);
    }

    public Task<IdPage> ListFollowingAsync(string userId, PageRequest request, CancellationToken cancellationToken) =>
        lists.PageAsync(ListNames.Following(userId), request, cancellationToken);

    public Task<bool> IsFollowingAsync(string userId, string followeeId, CancellationToken cancellationToken) =>
        lists.ContainsAsync(ListNames.Following(userId), followeeId, cancellationToken);

    public Task<IdPage> ListFollowersAsync(string userId, PageRequest request, CancellationToken cancellationToken) =>
        lists.PageAsync(ListNames.Followers(userId), request, cancellationToken);

    public async Task<SocialSummary> SummariseAsync(string userId, string? viewerId, CancellationToken cancellationToken) => new(
        await lists.CountAsync(ListNames.Followers(userId), cancellationToken),
        await lists.CountAsync(ListNames.Following(userId), cancellationToken),
        viewerId is not null && await lists.ContainsAsync(ListNames.Followers(userId), viewerId, cancellationToken));

    private async Task ChangeAsync(
        string userId, string followeeId, bool isAdded, CancellationToken cancellationToken) =>
        await lists.ApplyAsync(
            [
                new ListChange(ListNames.Following(userId), followeeId, isAdded),
                new ListChange(ListNames.Followers(followeeId), userId, isAdded),
            ],
            cancellationToken);
}
