using System.Diagnostics.CodeAnalysis;

namespace SocialCommerce.Grains.Inventory;

/// <summary>The newest of many things by id; the oldest is forgotten for the next. Every step takes the same time.</summary>
internal sealed class RecentMemory<T>(int countMax)
{
    private readonly Dictionary<string, LinkedListNode<(string Id, T Value)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Id, T Value)> _order = new();

    public int Count => _nodes.Count;

    /// <summary>Oldest first.</summary>
    public IEnumerable<T> Values => _order.Select(entry => entry.Value);

    public bool TryGet(string id, [MaybeNullWhen(false)] out T value)
    {
        var isKnown = _nodes.TryGetValue(id, out var node);
        value = isKnown ? node!.Value.Value : default;
        return isKnown;
    }

    /// <summary>Remembers it as the newest.</summary>
    public void Add(string id, T value)
    {
        Remove(id);
        if (_order.Count == countMax)
        {
            _nodes.Remove(_order.First!.Value.Id);
            _order.RemoveFirst();
        }

        _nodes.Add(id, _order.AddLast((id, value)));
    }

    /// <summary>Changes what is remembered and not how long.</summary>
    public void Update(string id, T value) => _nodes[id].Value = (id, value);

    public void Remove(string id)
    {
        if (_nodes.Remove(id, out var node))
        {
            _order.Remove(node);
        }
    }
}
