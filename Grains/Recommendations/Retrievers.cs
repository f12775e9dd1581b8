using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The sources of candidates. Each asks other grains and answers with what it proposes; one that fails or is late is left
/// out, so a dead source shortens the list and never fails the request.
/// </summary>
internal sealed class Retrievers(IGrainFactory grains, ActiveModels models, TimeProvider clock, SourceGuard guard)
{
    private const int FriendsMax = 30;
    private const int FriendItemsMax = 10;
    private const int TrendingMax = 200;
    private const int CategoriesMax = 3;
    private const int CategoryTrendingMax = 60;
    private const int NewestMax = 20;
    private const int RoomMax = 50;
    private const int SequenceMax = 10;
    private const int ModelMax = 100;

    /// <summary>Asks the retrievers of the set side by side.</summary>
    public async Task<Evidence> AskAsync(
        RecommenderSettings settings,
        SuggestionSubject subject,
        TasteView view,
        string? roomId,
        TimeSpan deadline,
        CancellationToken cancellationToken)
    {
        var asked = settings.Retrievers;
        var taste = subject.Taste;
        var friends = asked.Contains(Retriever.Friend)
            ? guard.AskAsync(nameof(Retriever.Friend), () => TouchedAsync(subject.Friends, cancellationToken), deadline)
            : SourceGuard.Nothing<FriendTouches>();
        var proposals = Task.WhenAll(
            Ask(Retriever.Similar, () => SimilarAsync(view, cancellationToken)),
            Ask(Retriever.Sequence, () => SequenceAsync(view, cancellationToken)),
            Ask(Retriever.Collaborative, () => Retrieve(Retriever.Collaborative, view, taste)),
            Ask(Retriever.Sequential, () => Retrieve(Retriever.Sequential, view, taste)),
            ProposeAsync(friends),
            Ask(Retriever.Room, () => RoomAsync(roomId, cancellationToken)),
            Ask(Retriever.Trending, () => TrendingAsync(asked, cancellationToken)),
            Ask(Retriever.Taste, () => TasteAsync(asked, view, cancellationToken)));
        var dismissed = guard.AskAsync("dismissals", () => DismissedAsync(taste.Dismissals, cancellationToken), deadline);
        var arms = asked.Contains(Retriever.Explore)
            ? guard.AskAsync("trials", () => ArmsAsync(cancellationToken), deadline)
            : SourceGuard.Nothing<ExplorationArm>();
        return new Evidence(
            [.. (await proposals).SelectMany(static found => found)], await dismissed, await arms, await friends);

        Task<ImmutableArray<Proposal>> Ask(Retriever retriever, Func<Task<ImmutableArray<Proposal>>> source) =>
            asked.Contains(retriever) ? guard.AskAsync(retriever.ToString(), source, deadline) : SourceGuard.Nothing<Proposal>();
    }

    private async Task<ImmutableArray<Proposal>> SimilarAsync(TasteView view, CancellationToken cancellationToken)
    {
        var history = view.Recent[..Math.Min(view.Recent.Length, RankerOptions.Default.HistoryMax)];
        var lists = await Task.WhenAll(history.Select(
            entry => grains.GetGrain<IProductGrain>(entry.Item).GetNeighboursAsync(cancellationToken)));
        return [.. history.Select((entry, position) => new Proposal(
            Retriever.Similar, entry.Item, view.Places[position], Weigh(lists[position])))];
    }

    private async Task<ImmutableArray<Proposal>> SequenceAsync(TasteView view, CancellationToken cancellationToken)
    {
        var history = view.Recent[..Math.Min(view.Recent.Length, SequenceMax)];
        var lists = await Task.WhenAll(history.Select(
            entry => grains.GetGrain<IProductGrain>(entry.Item).GetSuccessorsAsync(cancellationToken)));
        return [.. history.Select((entry, position) => new Proposal(
            Retriever.Sequence, entry.Item, view.Places[position], Weigh(lists[position])))];
    }

    // The models of this silo; none are promoted in a shop that has never trained any.
    private Task<ImmutableArray<Proposal>> Retrieve(Retriever retriever, TasteView view, UserTaste taste)
    {
        var current = models.Current;
        ImmutableArray<Proposal> proposals =
        [
            .. current.Kinds.Where(kind => RetrieverOf(kind) == retriever).Select(kind => new Proposal(
                retriever, Source: null, Position: 0, Positive(current.Retrieve(kind, view.Recent, ModelMax, taste.HasSeen)))),
        ];
        return Task.FromResult(proposals);
    }

    private static Retriever RetrieverOf(string modelKind) =>
        modelKind == SasRecModel.KindName ? Retriever.Sequential : Retriever.Collaborative;

    // Inner products may be negative; a channel starts at nothing.
    private static Weighted<string>[] Positive(Weighted<string>[] found) => Array.FindAll(found, static entry => entry.Weight > 0);

    private async Task<ImmutableArray<FriendTouches>> TouchedAsync(ImmutableArray<string> friends, CancellationToken cancellationToken)
    {
        var asked = friends.Length <= FriendsMax ? friends : friends[..FriendsMax];
        var recents = await Task.WhenAll(asked.Select(
            id => grains.GetGrain<IUserGrain>(id).GetRecentAsync(FriendItemsMax, cancellationToken)));
        return [.. asked.Select((friend, index) => new FriendTouches(friend, recents[index]))];
    }

    private async Task<ImmutableArray<Proposal>> ProposeAsync(Task<ImmutableArray<FriendTouches>> friends)
    {
        var touched = await friends;
        var now = clock.GetUtcNow();
        return [.. touched.Select(friend => new Proposal(Retriever.Friend, friend.FriendId, Position: 0, Weigh(friend.Items, now)))];
    }

    private async Task<ImmutableArray<Proposal>> RoomAsync(string? roomId, CancellationToken cancellationToken)
    {
        if (roomId is null)
        {
            return [];
        }

        var hot = await grains.GetGrain<IRoomGrain>(roomId).GetHotAsync(RoomMax, cancellationToken);
        return [new Proposal(Retriever.Room, Source: null, Position: 0, Weigh(hot))];
    }

    private async Task<ImmutableArray<Proposal>> TrendingAsync(RetrieverSet asked, CancellationToken cancellationToken)
    {
        var all = await grains.GetGrain<ITrendGrain>(ITrendGrain.All).GetPoolAsync(TrendingMax, cancellationToken);
        return Describe(asked, all);
    }

    // The pools of the categories of interest: what is popular there, and what is new there for its content alone.
    private async Task<ImmutableArray<Proposal>> TasteAsync(
        RetrieverSet asked, TasteView view, CancellationToken cancellationToken)
    {
        var categories = view.Affinity.Top(CategoriesMax);
        var pools = await Task.WhenAll(categories.Select(
            entry => grains.GetGrain<ITrendGrain>(entry.Key).GetPoolAsync(CategoryTrendingMax, cancellationToken)));
        return [.. pools.SelectMany(pool => Describe(asked, pool))];
    }

    // A dismissed product that is gone says nothing any more.
    private async Task<ImmutableArray<DismissedProduct>> DismissedAsync(
        IReadOnlyList<Dismissal> dismissals, CancellationToken cancellationToken)
    {
        if (dismissals.Count == 0)
        {
            return [];
        }

        var cards = await ProductCards.GetAsync(grains, dismissals.Select(entry => entry.ProductId), cancellationToken);
        var known = dismissals.Where(entry => cards.ContainsKey(entry.ProductId)).ToList();
        var neighbours = await Task.WhenAll(known.Select(
            entry => grains.GetGrain<IProductGrain>(entry.ProductId).GetNeighboursAsync(cancellationToken)));
        return [.. known.Select((entry, index) => new DismissedProduct(
            entry.ProductId, entry.Category, cards[entry.ProductId].Embedding.AsMemory(), Relative(neighbours[index])))];
    }

    private async Task<ImmutableArray<ExplorationArm>> ArmsAsync(CancellationToken cancellationToken)
    {
        var trials = await grains.GetGrain<IExplorationGrain>(IExplorationGrain.All).GetTrialsAsync(cancellationToken);
        return [.. trials.Select(static trial => new ExplorationArm(
            trial.ProductId, trial.Impressions, trial.Clicks, trial.CreatedAt))];
    }

    private static ImmutableArray<Proposal> Describe(RetrieverSet asked, TrendPool pool) =>
    [
        new Proposal(Retriever.Trending, Source: null, Position: 0, asked.Contains(Retriever.Trending) ? Weigh(pool.Popular) : []),
        new Proposal(Retriever.Explore, Source: null, Position: 0, asked.Contains(Retriever.Explore) ? ByAge(pool.Newest) : []),
    ];

    private static Dictionary<string, float> Relative(ImmutableArray<Neighbour> neighbours)
    {
        var heaviest = neighbours.IsEmpty ? 1 : neighbours.Max(static neighbour => neighbour.Weight);
        return neighbours.ToDictionary(
            static neighbour => neighbour.ProductId, neighbour => neighbour.Weight / heaviest, StringComparer.Ordinal);
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
}
