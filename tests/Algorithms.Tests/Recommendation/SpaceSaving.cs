namespace SocialCommerce.Algorithms.Tests.Recommendation;

/// <summary>
/// Plain space-saving (Metwally, Agrawal, El Abbadi, 2005): the newcomer always replaces the lightest and inherits its
/// weight. Here only to show that the tests of survival tell a good eviction rule from one that collapses.
/// </summary>
internal sealed class SpaceSaving(int capacity)
{
    private readonly Dictionary<int, float> _weights = [];

    public void Add(int key, float weight)
    {
        if (_weights.TryGetValue(key, out var known) || _weights.Count < capacity)
        {
            _weights[key] = known + weight;
            return;
        }

        var lightest = _weights.MinBy(entry => entry.Value);
        _weights.Remove(lightest.Key);
        _weights[key] = lightest.Value + weight;
    }

    public float WeightOf(int key) => _weights.GetValueOrDefault(key);

    public IEnumerable<int> Best(int count) =>
        _weights.OrderByDescending(entry => entry.Value).Take(count).Select(entry => entry.Key);
}
