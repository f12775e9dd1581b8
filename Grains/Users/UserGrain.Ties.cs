using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>The people a user follows and blocks, and who may see the user.</summary>
internal sealed partial class UserGrain
{
    public async Task<FollowResult> FollowAsync(FollowUser command, CancellationToken cancellationToken)
    {
        var result = await graph.FollowAsync(UserId, _neighbourhood, command, cancellationToken);
        TiesMoved();
        return result;
    }

    public async Task<FollowResult> UnfollowAsync(FollowUser command, CancellationToken cancellationToken)
    {
        var result = await graph.UnfollowAsync(UserId, _neighbourhood, command, cancellationToken);
        TiesMoved();
        return result;
    }

    public Task<IdPage> ListFollowingAsync(PageRequest request, CancellationToken cancellationToken) =>
        graph.ListFollowingAsync(UserId, request, cancellationToken);

    public Task<IdPage> ListFollowersAsync(PageRequest request, CancellationToken cancellationToken) =>
        graph.ListFollowersAsync(UserId, request, cancellationToken);

    public Task<bool> IsFollowingAsync(string followeeId, CancellationToken cancellationToken) =>
        graph.IsFollowingAsync(UserId, followeeId, cancellationToken);

    public Task<bool> HasPurchasedAsync(CancellationToken cancellationToken) =>
        recorder.HasPurchasedAsync(UserId, cancellationToken);

    public Task<SocialSummary> GetSocialAsync(string? viewerId, CancellationToken cancellationToken) =>
        graph.SummariseAsync(UserId, viewerId, cancellationToken);

    public async Task<BlockResult> BlockAsync(BlockUser command, CancellationToken cancellationToken)
    {
        var result = await blocks.BlockAsync(UserId, _subject.Blocks, command, cancellationToken);
        TiesMoved();
        return result;
    }

    public async Task<BlockResult> UnblockAsync(BlockUser command, CancellationToken cancellationToken)
    {
        var result = await blocks.UnblockAsync(UserId, _subject.Blocks, command, cancellationToken);
        TiesMoved();
        return result;
    }

    public Task<IdPage> ListBlocksAsync(PageRequest request, CancellationToken cancellationToken) =>
        blocks.ListAsync(UserId, request, cancellationToken);

    public Task<ImmutableArray<string>> ListHiddenAsync(ImmutableArray<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult(_subject.Blocks.IsEmpty ? [] : userIds.RemoveAll(userId => !_subject.Blocks.Hides(userId)));

    public Task BlockedByAsync(string userId, bool isBlocked, CancellationToken cancellationToken)
    {
        _subject.Blocks.SetBlockedBy(userId, isBlocked);
        TiesMoved();
        return Task.CompletedTask;
    }

    public Task<UserTies> SubscribeAsync(
        UserSubscription subscription, IUserObserver observer, CancellationToken cancellationToken)
    {
        _push.Subscribe(subscription, observer);
        return Task.FromResult(DescribeTies());
    }

    public Task<bool> IsInvisibleAsync(CancellationToken cancellationToken) => Task.FromResult(storage.State.IsInvisible);

    public async Task SetInvisibleAsync(bool isInvisible, CancellationToken cancellationToken)
    {
        if (storage.State.IsInvisible != isInvisible)
        {
            await storage.SaveAsync(storage.State with { IsInvisible = isInvisible }, this);
            TiesMoved();
        }
    }

    private void TiesMoved()
    {
        _push.Moved();
        var ties = DescribeTies();
        _push.Tell(observer => observer.OnTiesChangedAsync(UserId, ties));
    }

    private UserTies DescribeTies() =>
        new([.. _neighbourhood.Friends.Where(userId => !_subject.Blocks.Hides(userId))], storage.State.IsInvisible);
}
