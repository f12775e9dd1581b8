namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>How popular an item is in the training data; the named groups hold about a third of all interactions each.</summary>
public enum PopularityGroup
{
    /// <summary>Without any interaction.</summary>
    New = 0,
    Tail = 1,
    Torso = 2,
    Head = 3,
}

/// <summary>What is known of the items before anything is recommended: who engaged with them, and of what kind they are.</summary>
public sealed class ItemStatistics
{
    private readonly int[] _starts;
    private readonly int[] _users;
    private readonly PopularityGroup[] _groups;

    private ItemStatistics(int[] starts, int[] users, int userCount, IReadOnlyList<int> categories)
    {
        _starts = starts;
        _users = users;
        UserCount = userCount;
        Categories = categories;
        _groups = GroupByPopularity(starts);
    }

    public int ItemCount => _groups.Length;

    /// <summary>Users, or sessions, of the training data.</summary>
    public int UserCount { get; }

    /// <summary>Category of each item, negative where it has none; empty when no categories are known.</summary>
    public IReadOnlyList<int> Categories { get; }

    /// <summary>Counts distinct users of every item; a row of <paramref name="train"/> is what one user or session touched.</summary>
    public static ItemStatistics Of(int itemCount, IReadOnlyList<int[]> train, IReadOnlyList<int>? categories = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        var distinct = train.Select(items => items.Distinct().ToArray()).ToList();
        var starts = new int[itemCount + 1];
        foreach (var item in distinct.SelectMany(items => items))
        {
            starts[item + 1]++;
        }

        for (var item = 0; item < itemCount; item++)
        {
            starts[item + 1] += starts[item];
        }

        return new ItemStatistics(starts, FillUsers(distinct, starts), train.Count, categories ?? []);
    }

    /// <summary>Users who engaged with the item.</summary>
    public int DegreeOf(int item) => _starts[item + 1] - _starts[item];

    /// <summary>The users of the item, ascending.</summary>
    public ReadOnlySpan<int> UsersOf(int item) => _users.AsSpan(_starts[item], DegreeOf(item));

    public PopularityGroup GroupOf(int item) => _groups[item];

    private static int[] FillUsers(List<int[]> itemsByUser, int[] starts)
    {
        var users = new int[starts[^1]];
        var next = starts.ToArray();
        for (var user = 0; user < itemsByUser.Count; user++)
        {
            foreach (var item in itemsByUser[user])
            {
                users[next[item]++] = user;
            }
        }

        return users;
    }

    // From the least popular up; an item belongs to the third in which its first interaction lies.
    private static PopularityGroup[] GroupByPopularity(int[] starts)
    {
        var groups = new PopularityGroup[starts.Length - 1];
        var degrees = new int[groups.Length];
        for (var item = 0; item < groups.Length; item++)
        {
            degrees[item] = starts[item + 1] - starts[item];
        }

        var below = 0L;
        foreach (var item in Enumerable.Range(0, groups.Length).OrderBy(item => degrees[item]).Where(item => degrees[item] > 0))
        {
            groups[item] = PopularityGroup.Tail + (int)(3 * below / starts[^1]);
            below += degrees[item];
        }

        return groups;
    }
}
