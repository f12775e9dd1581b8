using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>How a model of item neighbourhoods is kept and read; the whole history counts alike.</summary>
public sealed record ItemModelOptions(
    CoEngagementOptions Ties,
    NeighbourNormalisation Normalisation,
    int NeighboursMax = ItemNeighbourhood<int>.DefaultCapacity)
{
    /// <summary>Long-term taste: what belongs together, whenever it was touched.</summary>
    public static ItemModelOptions Taste { get; } =
        new(new CoEngagementOptions(DegreeExponent: -0.75, DegreeOffset: 20), new NeighbourNormalisation(Source: -0.8));
}

/// <summary>
/// All products' neighbourhoods and all users' histories in one place, driven exactly as the grains are: one event at a
/// time, both directions of every tie, nothing computed over the whole data. For measuring, not for serving.
/// </summary>
public sealed class IncrementalItemModel
{
    private readonly ItemModelOptions _options;
    private readonly ItemNeighbourhood<int>[] _items;
    private readonly Dictionary<int, UserHistory<int>> _users = [];
    private readonly float[] _weights;
    private readonly Weighted<int>[] _ties;
    private readonly Weighted<int>[] _neighbours;

    public IncrementalItemModel(int itemCount, ItemModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _weights = new float[options.Ties.WindowMax];
        _ties = new Weighted<int>[options.Ties.WindowMax];
        _neighbours = new Weighted<int>[options.NeighboursMax];
        _items = new ItemNeighbourhood<int>[itemCount];
        for (var item = 0; item < itemCount; item++)
        {
            _items[item] = new ItemNeighbourhood<int>(options.NeighboursMax);
        }
    }

    public int ItemCount => _items.Length;

    public double DegreeOf(int item) => _items[item].Degree;

    /// <summary>One engagement of a user with an item.</summary>
    public void Record(int user, int item, DateTimeOffset at = default)
    {
        if (!_users.TryGetValue(user, out var history))
        {
            _users[user] = history = new UserHistory<int>();
        }

        Record(history, item, at);
    }

    /// <summary>One engagement of a user whose history the caller keeps.</summary>
    public void Record(UserHistory<int> history, int item, DateTimeOffset at = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        var isFirst = !history.HasSeen(item);
        if (isFirst)
        {
            _items[item].Engage();
            Tie(history, item);
        }

        history.Record(item, weight: 1, at);
    }

    /// <summary>
    /// Adds the scores of all neighbours of a history, newest first, to <paramref name="scores"/>; the popularity of the
    /// neighbours themselves is applied afterwards by <see cref="PopularityFactors"/>.
    /// </summary>
    public void Score(ReadOnlySpan<int> history, ScoreAccumulator scores, float weight = 1)
    {
        ArgumentNullException.ThrowIfNull(scores);
        foreach (var item in history)
        {
            var count = _items[item].CopyTo(_neighbours, _options.Normalisation);
            for (var slot = 0; slot < count; slot++)
            {
                scores.Add(_neighbours[slot].Key, _neighbours[slot].Weight * weight);
            }
        }
    }

    /// <summary>The neighbour's side of the normalisation for every item, as of now, and how far its audience is believed.</summary>
    public float[] PopularityFactors() =>
        [.. _items.Select(item => NeighbourNormalisation.Factor(item.Degree, _options.Normalisation.Neighbour) * item.AudienceFactor)];

    private void Tie(UserHistory<int> history, int item)
    {
        var earlier = history.Recent;
        var count = CoEngagement.Weigh(earlier, history.Degree + 1, weight: 1, _options.Ties, _weights);
        var ties = _ties.AsSpan(0, count);
        for (var position = 0; position < count; position++)
        {
            ties[position] = new Weighted<int>(earlier[position].Item, _weights[position]);
            _items[earlier[position].Item].Add(item, _weights[position]);
        }

        _items[item].Add(ties, isFirst: true);
    }
}
