using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>What to build and how to measure it.</summary>
/// <param name="Sources">Which retrievers take part; the weights of several are fitted.</param>
public sealed record SplitEnsembleOptions(
    IReadOnlyList<SplitSource> Sources, EventOrder Order = EventOrder.Interleaved, int Top = 20, ulong Seed = 1);

/// <summary>A source with its fitted weight, 0 when it is switched off, and its value alone on the inner hold-out.</summary>
public sealed record SplitSourceResult(SplitSource Source, double Weight, double ValueAlone);

/// <summary>Outcome of an ensemble's evaluation; seconds are what the caller's clock said.</summary>
public sealed record SplitEnsembleResult(
    EvaluationMetrics Metrics, IReadOnlyList<SplitSourceResult> Sources, long Events, TimeSpan Recording, TimeSpan Training);

/// <summary>
/// Several retrievers as one ranking. The weights are fitted on a random tenth of the training pairs that an inner build
/// does not see; then what is not switched off is built anew on all training pairs. The test part is only ranked.
/// </summary>
public sealed class SplitEnsemble(SplitEnsembleOptions options, TimeProvider time, Func<string, long, Func<IProgress<long>, long>, long> phase)
{
    private const int CandidatesMax = 300;
    private const int ValidationUsersMax = 8_000;
    private const double HoldOutShare = 0.1;

    /// <summary>Fits, builds, ranks and measures.</summary>
    public SplitEnsembleResult Run(SplitDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var settings = FactorSettings.Default;
        var fit = new BlendFit(new ScoreBlend(1), 0, [0]);
        if (options.Sources.Count > 1 || options.Sources.Any(source => source.IsTrained()))
        {
            var inner = HoldOut(dataset);
            settings = Choose(inner);
            if (options.Sources.Count > 1)
            {
                fit = Fit(inner, settings);
            }
        }

        var weights = fit.Blend.Weights.ToArray();
        SplitSource[] active = [.. options.Sources.Where((_, place) => weights[place] > 0)];
        var build = new SplitBuild(dataset, options, settings, time, phase);
        var retrievers = build.Build(active);
        var blend = new ScoreBlend([.. weights.Where(weight => weight > 0)]);
        var metrics = Measure(dataset, retrievers, blend);
        var sources = options.Sources.Select((source, place) => new SplitSourceResult(source, weights[place], fit.Alone[place]));
        return new SplitEnsembleResult(metrics, [.. sources], build.Events, build.Recording, build.Training);
    }

    private SplitDataset HoldOut(SplitDataset dataset)
    {
        var train = new int[dataset.Train.Count][];
        var test = new int[dataset.Train.Count][];
        for (var user = 0; user < train.Length; user++)
        {
            var isHeld = Array.ConvertAll(dataset.Train[user], item => IsHeldOut(user, item));
            test[user] = [.. dataset.Train[user].Where((_, place) => isHeld[place])];
            train[user] = [.. dataset.Train[user].Where((_, place) => !isHeld[place])];
            if (train[user].Length == 0)
            {
                (train[user], test[user]) = (test[user], []);
            }
        }

        return dataset with { Train = train, Test = test };
    }

    private bool IsHeldOut(int user, int item) => StableHash.ToUnitInterval(
        StableHash.Mix(options.Seed ^ StableHash.Mix(((ulong)user << 32) | (uint)item))) < HoldOutShare;

    private FactorSettings Choose(SplitDataset inner)
    {
        if (!options.Sources.Any(source => source.UsesTrainedFactors()))
        {
            return FactorSettings.Default;
        }

        var chosen = FactorSettings.Default;
        phase("Choosing regularisation", FactorSearch.Trials, progress =>
        {
            chosen = new FactorSearch(inner, ValidationUsers(inner), options.Top, options.Seed).Run(progress);
            return 0;
        });
        return chosen;
    }

    private BlendFit Fit(SplitDataset inner, FactorSettings settings)
    {
        var retrievers = new SplitBuild(inner, options, settings, time, phase).Build(options.Sources);
        var users = ValidationUsers(inner);
        var cases = new List<BlendCase>(users.Count);
        var ranking = new BlendedRanking(inner.ItemCount, retrievers, CandidatesMax);
        BlendFit? fit = null;
        phase("Fitting weights", users.Count, progress =>
        {
            foreach (var user in users)
            {
                cases.Add(BlendCase.Of(ranking.Collect(user, inner.Train[user]), inner.Test[user]));
                progress.Step(cases.Count);
            }

            fit = ScoreBlendFitter.Fit(cases, retrievers.Count, new BlendFitOptions(BlendObjective.Recall, options.Top));
            return 0;
        });
        return fit!;
    }

    private static List<int> ValidationUsers(SplitDataset inner)
    {
        int[] users = [.. Enumerable.Range(0, inner.Test.Count).Where(user => inner.Test[user].Length > 0)];
        var stride = Math.Max(1.0, (double)users.Length / ValidationUsersMax);
        return [.. Enumerable.Range(0, Math.Min(users.Length, ValidationUsersMax)).Select(place => users[(int)(place * stride)])];
    }

    private EvaluationMetrics Measure(SplitDataset dataset, IReadOnlyList<ISplitRetriever> retrievers, ScoreBlend blend)
    {
        var ranking = new BlendedRanking(dataset.ItemCount, retrievers, CandidatesMax);
        var items = ItemStatistics.Of(dataset.ItemCount, dataset.Train, dataset.Categories);
        var request = new RankingRequest(options.Top, items);
        phase("Ranking", dataset.Test.Count, progress =>
        {
            for (var user = 0; user < dataset.Test.Count; user++)
            {
                if (dataset.Test[user].Length > 0)
                {
                    ranking.Score(user, dataset.Train[user], blend, request.Scores);
                    request.Finish(dataset.Train[user], isHistoryRanked: false, dataset.Test[user]);
                }

                progress.Step(user + 1);
            }

            return 0;
        });
        return request.Metrics.ToMetrics(options.Seed);
    }
}
