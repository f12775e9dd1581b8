using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Social;

/// <summary>
/// Gathers what the people somebody follows do, from the grains that know it at that moment; nothing is kept, so that what
/// they hide or take back is gone from the next answer.
/// </summary>
internal sealed class FriendActivities(IGrainFactory grains)
{
    /// <summary>The people followed last; more would not fit on a page.</summary>
    private const int FriendsMax = 50;

    /// <summary>The newest rooms; one that has been live since before them is not news.</summary>
    private const int RoomsMax = PageLimits.LimitMax;

    public async Task<ImmutableArray<FriendActivity>> ListAsync(
        string viewerId, ImmutableArray<string> friends, int limit, CancellationToken cancellationToken)
    {
        var asked = friends.Length <= FriendsMax ? friends : friends[..FriendsMax];
        if (asked.IsEmpty)
        {
            return [];
        }

        var names = await NamesAsync(asked, cancellationToken);
        var live = LiveAsync(asked, names, cancellationToken);
        var past = await DeedsAsync(viewerId, names, productId: null, limit, cancellationToken);

        // Many who watch leave half of the page to what others did.
        var liveMax = limit - Math.Min(past.Count, limit / 2);
        return [.. (await live).Take(liveMax).Concat(past).Take(limit)];
    }

    public async Task<ImmutableArray<FriendActivity>> ListWithAsync(
        string viewerId, ImmutableArray<string> friends, string productId, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(friends, cancellationToken);
        var deeds = await DeedsAsync(viewerId, names, productId, friends.Length, cancellationToken);
        return [.. deeds.DistinctBy(static deed => deed.UserId)];
    }

    private async Task<List<FriendActivity>> LiveAsync(
        ImmutableArray<string> friends, Dictionary<string, string> names, CancellationToken cancellationToken)
    {
        var page = await grains.GetGrain<ILobbyGrain>(ILobbyGrain.All).ListAsync(new PageRequest(RoomsMax, null), cancellationToken);
        var rooms = page.Rooms.Where(static room => room.Status == RoomStatus.Live).ToList();
        var present = await Task.WhenAll(rooms.Select(
            room => grains.GetGrain<IRoomPresenceGrain>(room.RoomId).FindAsync(friends, cancellationToken)));
        var hosts = rooms.Where(room => names.ContainsKey(room.HostId))
            .Select(room => new FriendActivity(ActivityKind.Hosting, room.HostId, names[room.HostId], room.StartedAt ?? room.CreatedAt, room));
        var viewers =
            from place in Enumerable.Range(0, rooms.Count)
            from userId in present[place]
            where userId != rooms[place].HostId && names.ContainsKey(userId)
            let room = rooms[place]
            select new FriendActivity(ActivityKind.Watching, userId, names[userId], room.StartedAt ?? room.CreatedAt, room);
        return [.. hosts.Concat(viewers).OrderBy(static activity => activity.Kind).ThenByDescending(static activity => activity.At)];
    }

    private async Task<List<FriendActivity>> DeedsAsync(
        string viewerId, Dictionary<string, string> names, string? productId, int limit, CancellationToken cancellationToken)
    {
        string[] friends = [.. names.Keys];
        var lists = await Task.WhenAll(friends.Select(
            friend => grains.GetGrain<IUserGrain>(friend).ListDeedsAsync(viewerId, productId, cancellationToken)));

        // Somebody who bought and reviewed a thing did one thing with it: the one that says more.
        var newest = friends.SelectMany((friend, place) => lists[place].Select(deed => (UserId: friend, Deed: deed)))
            .OrderByDescending(static entry => entry.Deed.Kind == InteractionKind.Rating)
            .DistinctBy(static entry => (entry.UserId, entry.Deed.ProductId))
            .OrderByDescending(static entry => entry.Deed.At)
            .Take(limit)
            .ToList();
        var cards = await ProductCards.GetAsync(grains, newest.Select(static entry => entry.Deed.ProductId), cancellationToken);
        var described = await Task.WhenAll(newest
            .Where(entry => cards.TryGetValue(entry.Deed.ProductId, out var card) && !card.IsHidden)
            .Select(entry => DescribeAsync(entry.UserId, names[entry.UserId], entry.Deed, cards[entry.Deed.ProductId], cancellationToken)));
        return [.. described.OfType<FriendActivity>()];
    }

    // A review may have been hidden since, and a rating may come without one.
    private async Task<FriendActivity?> DescribeAsync(
        string userId, string name, RecentItem deed, ProductCard card, CancellationToken cancellationToken)
    {
        var product = new ActivityProduct(card.ProductId, card.Title, card.Price, card.ImageUrl);
        if (deed.Kind != InteractionKind.Rating)
        {
            return new FriendActivity(ActivityKind.Bought, userId, name, deed.At, Product: product);
        }

        var review = await grains.GetGrain<IReviewListGrain>(deed.ProductId).FindOfAsync(userId, cancellationToken);
        return review is { IsHidden: false }
            ? new FriendActivity(ActivityKind.Reviewed, userId, name, review.CreatedAt, Product: product, Rating: review.Content.Rating)
            : null;
    }

    private async Task<Dictionary<string, string>> NamesAsync(ImmutableArray<string> userIds, CancellationToken cancellationToken)
    {
        var profiles = await Task.WhenAll(userIds.Select(id => grains.GetGrain<IUserGrain>(id).GetProfileAsync(cancellationToken)));
        return profiles.OfType<UserProfile>().ToDictionary(
            static profile => profile.UserId, static profile => profile.DisplayName, StringComparer.Ordinal);
    }
}
