namespace SocialCommerce.Tools.Evaluate;

/// <summary>Turns the ids of a data set into dense indexes, in order of appearance.</summary>
internal sealed class IdIndex
{
    private readonly Dictionary<string, int> _indexes = [];

    public int Count => _indexes.Count;

    public int IndexOf(string id)
    {
        if (!_indexes.TryGetValue(id, out var index))
        {
            index = _indexes.Count;
            _indexes.Add(id, index);
        }

        return index;
    }
}
