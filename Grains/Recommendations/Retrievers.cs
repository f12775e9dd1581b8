using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The sources of candidates. Each asks other grains and answers with what it puts into the pool; one that fails or is
/// late is left out, so a dead source shortens the list and never fails the request.
/// </summary>
internal sealed partial class Retrievers(IGrainFactory grains, TimeProvider clock, ILogger<Retrievers> logger)
{
    private const int FriendsMax = 30;
    private const int FriendItemsMax = 10;
    private const int TrendingMax = 200;
    private const int CategoriesMax = 3;
    private const int CategoryTrendingMax = 60;
    private const int NewestMax = 20;
    private const int RoomMax = 50;

    private static readonly Action<CandidatePool> Nothing = static _ => { };

    /// <summary>What each source proposes, in a fixed order, so that equal inputs make equal lists.</summary>
    public Task<Action<CandidatePool>[]> AskAsync(
        RetrieverSet asked,
        UserTaste taste,
        ImmutableArray<string> friends,
        string? roomId,
        TimeSpan deadline,
        CancellationToken cancellationToken) => Task.WhenAll(
            GuardAsync(asked, Retriever.Similar, () => SimilarAsync(taste, cancellationToken), deadline),
            GuardAsync(asked, Retriever.Friend, () => FriendAsync(friends, cancellationToken), deadline),
            GuardAsync(asked, Retriever.Room, () => RoomAsync(roomId, cancellationToken), deadline),
            GuardAsync(asked, Retriever.Trending, () => TrendingAsync(asked, cancellationToken), deadline),
            GuardAsync(asked, Retriever.Taste, () => TasteAsync(asked, taste, cancellationToken), deadline));

    private async Task<Action<CandidatePool>> GuardAsync(
        RetrieverSet asked, Retriever source, Func<Task<Action<CandidatePool>>> retriever, TimeSpan deadline)
    {
        if (!asked.Contains(source))
        {
            return Nothing;
        }

        try
        {
            return await retriever().WaitAsync(deadline, clock);
        }
#pragma warning disable CA1031 // Whatever is wrong with one source, the others answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogSourceFailed(source, exception);
            return Nothing;
        }
    }

    private async Task<Action<CandidatePool>> SimilarAsync(UserTaste taste, CancellationToken cancellationToken)
    {
        var history = taste.Recent[..Math.Min(taste.Recent.Length, RankerOptions.Default.HistoryMax)].ToArray();
        var lists = await Task.WhenAll(history.Select(
            entry => grains.GetGrain<IProductGrain>(entry.Item).GetNeighboursAsync(cancellationToken)));
        return pool =>
        {
            for (var position = 0; position < history.Length; position++)
            {
                pool.AddSimilar(history[position].Item, position, Weigh(lists[position]));
            }
        };
    }

    private async Task<Action<CandidatePool>> FriendAsync(ImmutableArray<string> friends, CancellationToken cancellationToken)
    {
        var asked = friends.Length <= FriendsMax ? friends : friends[..FriendsMax];
        var recents = await Task.WhenAll(asked.Select(
            id => grains.GetGrain<IUserGrain>(id).GetRecentAsync(FriendItemsMax, cancellationToken)));
        var now = clock.GetUtcNow();
        return pool =>
        {
            for (var friend = 0; friend < asked.Length; friend++)
            {
                pool.AddFriend(asked[friend], Weigh(recents[friend], now));
            }
        };
    }

    private async Task<Action<CandidatePool>> RoomAsync(string? roomId, CancellationToken cancellationToken)
    {
        if (roomId is null)
        {
            return Nothing;
        }

        var hot = await grains.GetGrain<IRoomGrain>(roomId).GetHotAsync(RoomMax, cancellationToken);
        return pool => pool.Add(Retriever.Room, Weigh(hot));
    }

    private async Task<Action<CandidatePool>> TrendingAsync(RetrieverSet asked, CancellationToken cancellationToken)
    {
        var all = await grains.GetGrain<ITrendGrain>(ITrendGrain.All).GetPoolAsync(TrendingMax, cancellationToken);
        return pool =>
        {
            pool.AddTrending(Weigh(all.Popular));
            pool.Add(Retriever.Explore, asked.Contains(Retriever.Explore) ? ByAge(all.Newest) : []);
        };
    }

    // The pools of the categories of interest: what is popular there, and what is new there for its content alone.
    private async Task<Action<CandidatePool>> TasteAsync(RetrieverSet asked, UserTaste taste, CancellationToken cancellationToken)
    {
        var categories = taste.Affinity.Top(CategoriesMax);
        var pools = await Task.WhenAll(categories.Select(
            entry => grains.GetGrain<ITrendGrain>(entry.Key).GetPoolAsync(CategoryTrendingMax, cancellationToken)));
        return pool =>
        {
            for (var category = 0; category < pools.Length; category++)
            {
                pool.AddTrending(asked.Contains(Retriever.Trending) ? Weigh(pools[category].Popular) : []);
                pool.Add(Retriever.Explore, asked.Contains(Retriever.Explore) ? ByAge(pools[category].Newest) : []);
            }
        };
    }

    private static Weighted<string>[] Weigh(ImmutableArray<Neighbour> neighbours)
    {
        var weighted = new Weighted<string>[neighbours.Length];
        for (var index = 0; index < weighted.Length; index++)
        {
            weighted[index] = new Weighted<string>(neighbours[index].ProductId, neighbours[index].Weight);
        }

        return weighted;
    }

    private static Weighted<string>[] Weigh(ImmutableArray<TrendEntry> entries)
    {
        var weighted = new Weighted<string>[entries.Length];
        for (var index = 0; index < weighted.Length; index++)
        {
            weighted[index] = new Weighted<string>(entries[index].ProductId, (float)entries[index].Score);
        }

        return weighted;
    }

    private static Weighted<string>[] Weigh(ImmutableArray<RecentItem> items, DateTimeOffset now)
    {
        var weighted = new Weighted<string>[items.Length];
        for (var index = 0; index < weighted.Length; index++)
        {
            var decay = TrendHalfLife.Decay(now - items[index].At, TrendHalfLife.Friend);
            weighted[index] = new Weighted<string>(items[index].ProductId, decay);
        }

        return weighted;
    }

    private static Weighted<string>[] ByAge(ImmutableArray<string> newest) =>
        [.. newest.Take(NewestMax).Select(static (id, index) => new Weighted<string>(id, 1f / (1 + index)))];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Suggestions are made without the source {Source}")]
    private partial void LogSourceFailed(Retriever source, Exception exception);
}
