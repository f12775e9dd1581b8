using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>In which order the training pairs arrive as events.</summary>
public enum EventOrder
{
    /// <summary>Users shuffled among each other, each user's items as given.</summary>
    Interleaved = 0,

    /// <summary>One user after the other.</summary>
    ByUser = 1,

    /// <summary>One item after the other.</summary>
    ByItem = 2,

    /// <summary>The last user's last item first.</summary>
    Reversed = 3,

    /// <summary>Items with most users first.</summary>
    PopularFirst = 4,
}

/// <summary>Training pairs as a stream of events.</summary>
public static class EventSequence
{
    /// <summary>Every pair once, in this order.</summary>
    public static IReadOnlyList<(int User, int Item)> Of(IReadOnlyList<int[]> train, EventOrder order, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(train);
        var byUser = train.SelectMany((items, user) => items.Select(item => (User: user, Item: item)));
        switch (order)
        {
            case EventOrder.Interleaved:
                return Interleave(train, seed);
            case EventOrder.ByUser:
                return [.. byUser];
            case EventOrder.ByItem:
                return [.. byUser.OrderBy(pair => pair.Item)];
            case EventOrder.Reversed:
                return [.. byUser.Reverse()];
            case EventOrder.PopularFirst:
                var degrees = byUser.CountBy(pair => pair.Item).ToDictionary();
                return [.. byUser.OrderByDescending(pair => degrees[pair.Item]).ThenBy(pair => pair.Item)];
            default:
                throw new ArgumentOutOfRangeException(nameof(order), order, "No such order.");
        }
    }

    private static (int User, int Item)[] Interleave(IReadOnlyList<int[]> train, ulong seed)
    {
        int[] users = [.. train.SelectMany((items, user) => Enumerable.Repeat(user, items.Length))];
        new Random((int)StableHash.Mix(seed)).Shuffle(users);
        var next = new int[train.Count];
        return [.. users.Select(user => (user, train[user][next[user]++]))];
    }
}
