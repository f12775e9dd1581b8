using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>A list of items in time order and the item that comes next.</summary>
public sealed record NextItemCase(int[] Prefix, int Label);

/// <summary>Sequences to learn from, and cases to be measured on.</summary>
public sealed record SequenceDataset(
    int ItemCount, IReadOnlyList<int[]> Train, IReadOnlyList<NextItemCase> Test, bool ExcludeHistory);

/// <summary>
/// The two next-item protocols. Sessions: every training line is a session, every test case a prefix with its next item,
/// and an item may come again. Leave-one-out: the last item of every user's history is the label and the one before is
/// kept for validation; items of the history are not ranked.
/// </summary>
public static class SequenceProtocols
{
    private const int LeaveOneOutLengthMin = 3;

    /// <summary>Splits whole histories by leave-one-out. The validation item is known at test time, but not learnt from.</summary>
    public static SequenceDataset LeaveOneOut(int itemCount, IReadOnlyList<int[]> histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var usable = histories.Where(history => history.Length >= LeaveOneOutLengthMin).ToList();
        return new SequenceDataset(
            itemCount,
            [.. usable.Select(history => history[..^2])],
            [.. usable.Select(history => new NextItemCase(history[..^1], history[^1]))],
            ExcludeHistory: true);
    }

    /// <summary>Records every sequence once, in the order of the file.</summary>
    public static long Train(IncrementalItemModel model, SequenceDataset dataset, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        var events = 0L;
        foreach (var sequence in dataset.Train)
        {
            var history = new UserHistory<int>();
            foreach (var item in sequence)
            {
                model.Record(history, item);
                progress.Step(++events);
            }
        }

        return events;
    }

    /// <summary>Ranks all items for every test case.</summary>
    public static EvaluationMetrics Evaluate(
        IncrementalItemModel model, SequenceDataset dataset, int top, ulong seed, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        var request = new RankingRequest(model, top, ItemStatistics.Of(dataset.ItemCount, dataset.Train));
        var done = 0L;
        foreach (var test in dataset.Test)
        {
            request.Score(NewestFirst(test.Prefix));
            request.Finish(test.Prefix, isHistoryRanked: !dataset.ExcludeHistory, [test.Label]);
            progress.Step(++done);
        }

        return request.Metrics.ToMetrics(seed);
    }

    private static int[] NewestFirst(int[] prefix) =>
        [.. prefix.Reverse().Distinct().Take(UserHistory<int>.DefaultRecentMax)];
}
