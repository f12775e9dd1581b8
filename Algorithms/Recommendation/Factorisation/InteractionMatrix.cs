namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Which users touched which items, in compressed rows: every pair once, items of a user in the order of the first touch,
/// users of an item ascending.
/// </summary>
internal sealed class InteractionMatrix
{
    private readonly int[] _userStart;
    private readonly int[] _items;
    private readonly int[] _itemStart;
    private readonly int[] _users;

    public InteractionMatrix(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _userStart = new int[data.Sequences.Count + 1];
        _itemStart = new int[data.ItemCount + 1];
        var items = new List<int>();
        var seen = new HashSet<int>();
        for (var user = 0; user < data.Sequences.Count; user++)
        {
            seen.Clear();
            foreach (var item in data.Sequences[user])
            {
                if (seen.Add(item))
                {
                    items.Add(item);
                    _itemStart[item + 1]++;
                }
            }

            _userStart[user + 1] = items.Count;
        }

        _items = [.. items];
        _users = new int[_items.Length];
        Transpose();
    }

    public int UserCount => _userStart.Length - 1;

    public int ItemCount => _itemStart.Length - 1;

    /// <summary>Number of different pairs.</summary>
    public int Count => _items.Length;

    public ReadOnlySpan<int> ItemsOf(int user) => _items.AsSpan(_userStart[user].._userStart[user + 1]);

    public ReadOnlySpan<int> UsersOf(int item) => _users.AsSpan(_itemStart[item].._itemStart[item + 1]);

    private void Transpose()
    {
        for (var item = 0; item < ItemCount; item++)
        {
            _itemStart[item + 1] += _itemStart[item];
        }

        var next = _itemStart.AsSpan(0, ItemCount).ToArray();
        for (var user = 0; user < UserCount; user++)
        {
            foreach (var item in ItemsOf(user))
            {
                _users[next[item]++] = user;
            }
        }
    }
}
