using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Social;

/// <summary>Who blocked whom, as two lists per edge that change in one commit.</summary>
internal sealed class BlockGraph(IListStore lists, IGrainFactory grains)
{
    public async Task<BlockList> LoadAsync(string userId, CancellationToken cancellationToken) => new(
        await ReadAsync(ListNames.Blocks(userId), cancellationToken),
        await ReadAsync(ListNames.BlockedBy(userId), cancellationToken));

    public async Task<BlockResult> BlockAsync(
        string userId, BlockList list, BlockUser command, CancellationToken cancellationToken)
    {
        if (command.BlockedId == userId)
        {
            return new BlockResult(BlockStatus.Self);
        }

        if (await grains.GetGrain<IUserGrain>(command.BlockedId).GetProfileAsync(cancellationToken) is null)
        {
            return new BlockResult(BlockStatus.UnknownUser);
        }

        return list.BlocksCount >= BlockList.BlocksMax && !list.HasBlocked(command.BlockedId)
            ? new BlockResult(BlockStatus.TooMany)
            : await ChangeAsync(userId, list, command.BlockedId, isBlocked: true, cancellationToken);
    }

    public Task<BlockResult> UnblockAsync(
        string userId, BlockList list, BlockUser command, CancellationToken cancellationToken) =>
        ChangeAsync(userId, list, command.BlockedId, isBlocked: false, cancellationToken);

    public Task<IdPage> ListAsync(string userId, PageRequest request, CancellationToken cancellationToken) =>
        lists.PageAsync(ListNames.Blocks(userId), request, cancellationToken);

    // The other is told before this is answered: whoever has the answer may count on both sides.
    private async Task<BlockResult> ChangeAsync(
        string userId, BlockList list, string otherId, bool isBlocked, CancellationToken cancellationToken)
    {
        await lists.ApplyAsync(
            [
                new ListChange(ListNames.Blocks(userId), otherId, isBlocked),
                new ListChange(ListNames.BlockedBy(otherId), userId, isBlocked),
            ],
            cancellationToken);
        list.SetBlocked(otherId, isBlocked);
        await grains.GetGrain<IUserGrain>(otherId).BlockedByAsync(userId, isBlocked, cancellationToken);
        return new BlockResult(BlockStatus.Done);
    }

    private async Task<ImmutableHashSet<string>> ReadAsync(string list, CancellationToken cancellationToken)
    {
        var ids = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = await lists.PageAsync(list, new PageRequest(PageLimits.LimitMax, cursor), cancellationToken);
            ids.UnionWith(page.Ids);
            cursor = page.NextCursor;
        }
        while (cursor is not null && ids.Count < BlockList.BlockedByMax);

        return ids.ToImmutable();
    }
}

/// <summary>The users that one user blocked, and those who blocked the user; of the latter the last few thousand.</summary>
internal sealed class BlockList(ImmutableHashSet<string> blocks, ImmutableHashSet<string> blockedBy)
{
    public const int BlocksMax = 1_000;

    public const int BlockedByMax = 5_000;

    private ImmutableHashSet<string> _blocks = blocks;
    private ImmutableHashSet<string> _blockedBy = blockedBy;

    public int BlocksCount => _blocks.Count;

    public bool IsEmpty => _blocks.IsEmpty && _blockedBy.IsEmpty;

    /// <summary>Whether either of the two blocked the other.</summary>
    public bool Hides(string userId) => _blocks.Contains(userId) || _blockedBy.Contains(userId);

    public bool HasBlocked(string userId) => _blocks.Contains(userId);

    public void SetBlocked(string userId, bool isBlocked) =>
        _blocks = isBlocked ? _blocks.Add(userId) : _blocks.Remove(userId);

    public void SetBlockedBy(string userId, bool isBlocked) =>
        _blockedBy = isBlocked ? _blockedBy.Add(userId) : _blockedBy.Remove(userId);
}
