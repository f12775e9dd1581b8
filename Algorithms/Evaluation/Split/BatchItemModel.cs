using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// The model of <see cref="IncrementalItemModel"/> computed over the whole data: all pairs of every user, final degrees,
/// and of each item the neighbours that are best when everything is known. What the incremental model is measured against.
/// </summary>
public sealed class BatchItemModel
{
    private readonly Weighted<int>[][] _neighbours;
    private readonly float[] _popularity;

    /// <summary>Counts everything. Options about order and distance have no meaning here.</summary>
    public BatchItemModel(int itemCount, IReadOnlyList<int[]> train, ItemModelOptions options, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        var pairs = new InteractionMatrix(new TrainingData(itemCount, train));
        var users = Array.ConvertAll([.. Enumerable.Range(0, train.Count)], user =>
            CoEngagement.UserWeight(pairs.ItemsOf(user).Length, options.Ties));
        _popularity = Array.ConvertAll([.. Enumerable.Range(0, itemCount)], item =>
            NeighbourNormalisation.Factor(pairs.UsersOf(item).Length, options.Normalisation.Neighbour));
        _neighbours = new Weighted<int>[itemCount][];
        var sums = new ScoreAccumulator(itemCount);
        for (var item = 0; item < itemCount; item++)
        {
            _neighbours[item] = Neighbours(item, pairs, users, sums, options);
            progress.Step(item + 1);
        }
    }

    public int ItemCount => _neighbours.Length;

    /// <summary>Adds the scores of all neighbours of a history.</summary>
    public void Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        foreach (var item in history)
        {
            foreach (var neighbour in _neighbours[item])
            {
                scores[neighbour.Key] += neighbour.Weight;
            }
        }
    }

    private Weighted<int>[] Neighbours(
        int item, InteractionMatrix pairs, float[] users, ScoreAccumulator sums, ItemModelOptions options)
    {
        foreach (var user in pairs.UsersOf(item))
        {
            foreach (var other in pairs.ItemsOf(user))
            {
                sums.Add(other, users[user]);
            }
        }

        sums.Multiply(_popularity);
        sums.Exclude(item);
        var own = NeighbourNormalisation.Factor(pairs.UsersOf(item).Length, options.Normalisation.Source);
        var best = sums.Top(options.NeighboursMax);
        sums.Clear();
        return Array.ConvertAll(best, neighbour => neighbour with { Weight = neighbour.Weight * own });
    }
}
