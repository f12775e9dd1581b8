using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>A list of items in time order and the item that comes next.</summary>
public sealed record NextItemCase(int[] Prefix, int Label);

/// <summary>Sequences to learn from, and cases to be measured on.</summary>
public sealed record SequenceDataset(
    int ItemCount, IReadOnlyList<int[]> Train, IReadOnlyList<NextItemCase> Test, bool ExcludeHistory)
{
    /// <summary>Cases to choose weights on: nothing of them is learnt from before that is done.</summary>
    public IReadOnlyList<NextItemCase> Validation { get; init; } = [];

    /// <summary>Sequences of the validation cases that may be learnt from afterwards.</summary>
    public IReadOnlyList<int[]> HeldOut { get; init; } = [];
}

/// <summary>
/// The two next-item protocols. Sessions: every training line is a session, every test case a prefix with its next item,
/// and an item may come again. Leave-one-out: the last item of every user's history is the label and the one before is
/// kept for validation; items of the history are not ranked.
/// </summary>
public static class SequenceProtocols
{
    private const int LeaveOneOutLengthMin = 3;
    private const int ValidationCasesMax = 4_000;
    private const double HeldOutShareMax = 0.1;

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

    /// <summary>
    /// The same with cases of validation. Leave-one-out has them: the last but one item of the histories. Of sessions a share
    /// is held out, drawn by the seed, with a case for each of their items but the first.
    /// </summary>
    public static SequenceDataset HoldOut(SequenceDataset dataset, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var order = Enumerable.Range(0, dataset.ExcludeHistory ? dataset.Test.Count : dataset.Train.Count).ToArray();
        new Random((int)StableHash.Mix(seed)).Shuffle(order);
        if (dataset.ExcludeHistory)
        {
            return dataset with
            {
                Validation = [.. order.Take(ValidationCasesMax).Select(user => dataset.Test[user].Prefix).Select(LastOf)],
            };
        }

        var heldOut = new HashSet<int>();
        var validation = new List<NextItemCase>();
        foreach (var index in order.TakeWhile((_, taken) => taken < order.Length * HeldOutShareMax))
        {
            if (validation.Count < ValidationCasesMax)
            {
                var session = dataset.Train[index];
                heldOut.Add(index);
                validation.AddRange(Enumerable.Range(2, Math.Max(0, session.Length - 1)).Select(end => LastOf(session[..end])));
            }
        }

        return dataset with
        {
            Train = [.. dataset.Train.Where((_, index) => !heldOut.Contains(index))],
            HeldOut = [.. heldOut.Order().Select(index => dataset.Train[index])],
            Validation = validation,
        };
    }

    /// <summary>Records every sequence once, in the order of the file.</summary>
    public static long Train(IncrementalSequenceModel model, SequenceDataset dataset, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Record(model, dataset.Train, progress);
    }

    /// <summary>Records sequences once, in their order.</summary>
    public static long Record(IncrementalSequenceModel model, IReadOnlyList<int[]> sequences, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sequences);
        var events = 0L;
        foreach (var sequence in sequences)
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

    /// <summary>Ranks all items for every test case by the incremental model alone.</summary>
    public static EvaluationMetrics Evaluate(
        IncrementalSequenceModel model, SequenceDataset dataset, int top, ulong seed, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        var ranker = new NextItemRanker(dataset.ItemCount, [new IncrementalSource(model)], dataset.ExcludeHistory);
        return Evaluate(ranker, new ScoreBlend(1), dataset, top, seed, progress);
    }

    /// <summary>Ranks all items for every test case by a blend of sources.</summary>
    public static EvaluationMetrics Evaluate(
        NextItemRanker ranker, ScoreBlend blend, SequenceDataset dataset, int top, ulong seed, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(ranker);
        ArgumentNullException.ThrowIfNull(dataset);
        var request = new RankingRequest(top, ItemStatistics.Of(dataset.ItemCount, dataset.Train));
        var done = 0L;
        foreach (var test in dataset.Test)
        {
            ranker.Score(test.Prefix, blend, request.Scores);
            request.Finish(test.Prefix, isHistoryRanked: !dataset.ExcludeHistory, [test.Label]);
            progress.Step(++done);
        }

        return request.Metrics.ToMetrics(seed);
    }

    private static NextItemCase LastOf(int[] sequence) => new(sequence[..^1], sequence[^1]);
}
