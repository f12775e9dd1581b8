namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Items per user in train and test, and who follows whom; index is the user.</summary>
public sealed record SplitDataset(
    int ItemCount, IReadOnlyList<int[]> Train, IReadOnlyList<int[]> Test, IReadOnlyList<int[]> Social)
{
    /// <summary>Category of each item, negative where it has none; null when no categories are known.</summary>
    public IReadOnlyList<int>? Categories { get; init; }
}

/// <summary>
/// The top-N protocol of the collaborative filtering literature: record all training pairs, then rank for every test user
/// all items except that user's training items.
/// </summary>
public static class SplitProtocol
{
    // All followed users together count as so many items of the user's own history: much for a newcomer, little later on.
    private const float SocialItems = 1;

    /// <summary>Records every training pair once, users interleaved by the seed, each user's items in their order.</summary>
    public static long Train(IncrementalItemModel model, SplitDataset dataset, ulong seed, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        var events = 0L;
        foreach (var (user, item) in EventSequence.Of(dataset.Train, EventOrder.Interleaved, seed))
        {
            model.Record(user, item);
            progress.Step(++events);
        }

        return events;
    }

    /// <summary>Ranks for every user with test items and averages.</summary>
    public static EvaluationMetrics Evaluate(
        IncrementalItemModel model, SplitDataset dataset, int top, ulong seed, IProgress<long>? progress = null) =>
        Measure(model, dataset, top, progress).ToMetrics(seed);

    /// <summary>Ranks for every user with test items.</summary>
    public static MetricAccumulator Measure(
        IncrementalItemModel model, SplitDataset dataset, int top, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        var request = new RankingRequest(model, top, ItemStatistics.Of(dataset.ItemCount, dataset.Train, dataset.Categories));
        for (var user = 0; user < dataset.Test.Count; user++)
        {
            if (dataset.Test[user].Length > 0)
            {
                Score(request, dataset, user);
                request.Finish(dataset.Train[user], isHistoryRanked: false, relevant: dataset.Test[user]);
                progress.Step(user + 1);
            }
        }

        return request.Metrics;
    }

    private static void Score(RankingRequest request, SplitDataset dataset, int user)
    {
        request.Score(dataset.Train[user]);
        var social = dataset.Social.Count > user ? dataset.Social[user] : [];
        foreach (var followee in social)
        {
            var theirs = dataset.Train[followee];
            if (theirs.Length > 0)
            {
                request.Score(theirs, SocialItems / (theirs.Length * social.Length));
            }
        }
    }
}
