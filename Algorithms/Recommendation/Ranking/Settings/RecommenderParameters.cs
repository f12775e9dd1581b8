using System.Collections.Immutable;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One number that may be set at run time: its name on the wire, its range, and what it changes.</summary>
public sealed record RecommenderParameter(
    string Name,
    double Min,
    double Max,
    Func<RecommenderSettings, double> Read,
    Func<RecommenderSettings, double, RecommenderSettings> Apply);

/// <summary>What is wrong with one parameter.</summary>
public readonly record struct ParameterError(string Parameter, string Message);

/// <summary>The parameters of <see cref="RecommenderSettings"/>, and the check of what somebody wants to set.</summary>
public static class RecommenderParameters
{
    private const double WeightMax = 10;

    /// <summary>All parameters, in a fixed order.</summary>
    public static ImmutableArray<RecommenderParameter> All { get; } = [.. Switches(), .. Weights(), .. Scores(), .. Lists()];

    private static readonly Dictionary<string, RecommenderParameter> ByName =
        All.ToDictionary(static parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>What is wrong with the parameters; empty when nothing is.</summary>
    public static ImmutableArray<ParameterError> Check(ImmutableDictionary<string, double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var errors = ImmutableArray.CreateBuilder<ParameterError>();
        foreach (var (name, value) in parameters.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (!ByName.TryGetValue(name, out var parameter))
            {
                errors.Add(new ParameterError(name, "is not a parameter of the recommender"));
            }
            else if (!(value >= parameter.Min && value <= parameter.Max))
            {
                errors.Add(new ParameterError(name, FormattableString.Invariant($"must be from {parameter.Min} to {parameter.Max}")));
            }
        }

        return errors.ToImmutable();
    }

    private static IEnumerable<RecommenderParameter> Switches() => RetrieverExtensions.All.Select(static retriever =>
        new RecommenderParameter(
            $"retriever.{NameOf(retriever)}", 0, 1,
            settings => settings.Retrievers.Contains(retriever) ? 1 : 0,
            (settings, value) => settings with { Retrievers = settings.Retrievers.With(retriever, value >= 0.5) }));

    private static IEnumerable<RecommenderParameter> Weights() => RetrieverExtensions.All.Select(static retriever =>
        new RecommenderParameter(
            $"weight.{NameOf(retriever)}", 0, WeightMax,
            settings => settings.Ranking.WeightOf(retriever),
            (settings, value) => settings with { Ranking = settings.Ranking.WithWeight(retriever, (float)value) }));

    private static IEnumerable<RecommenderParameter> Scores() =>
    [
        new("ranker.trained", 0, 1,
            static settings => settings.UsesTrainedRanker ? 1 : 0,
            static (settings, value) => settings with { UsesTrainedRanker = value >= 0.5 }),
        Ranking("history.decay", 0, 1,
            static options => options.HistoryDecay, static (options, value) => options with { HistoryDecay = value }),
        Ranking("category.boost", 0, 10,
            static options => options.CategoryBoost, static (options, value) => options with { CategoryBoost = (float)value }),
        Ranking("similar.confidence", 0, 2,
            static options => options.SimilarConfidence, static (options, value) => options with { SimilarConfidence = value }),
    ];

    private static IEnumerable<RecommenderParameter> Lists() =>
    [
        Ranking("cap.category", 0.1, 1,
            static options => options.CategoryShareMax, static (options, value) => options with { CategoryShareMax = value }),
        List("cap.seller", 1, 10,
            static options => options.SellerMax, static (options, value) => options with { SellerMax = (int)value }),
        List("diversity", 0, 1,
            static options => options.Diversity, static (options, value) => options with { Diversity = (float)value }),
        List("dismissal.strength", 0, 1,
            static options => options.DismissalStrength, static (options, value) => options with { DismissalStrength = (float)value }),
        List("fatigue.after", 1, 100,
            static options => options.FatigueAfter, static (options, value) => options with { FatigueAfter = (int)value }),
        List("fatigue.factor", 0, 1,
            static options => options.FatigueFactor, static (options, value) => options with { FatigueFactor = (float)value }),
        List("exploration.share", 0, 0.5,
            static options => options.ExplorationShare, static (options, value) => options with { ExplorationShare = (float)value }),
        List("fairness.exposure", 0, 1,
            static options => options.ExposureRatioMin, static (options, value) => options with { ExposureRatioMin = (float)value }),
    ];

    private static RecommenderParameter Ranking(
        string name, double min, double max, Func<RankerOptions, double> read, Func<RankerOptions, double, RankerOptions> apply) =>
        new(name, min, max,
            settings => read(settings.Ranking),
            (settings, value) => settings with { Ranking = apply(settings.Ranking, value) });

    private static RecommenderParameter List(
        string name, double min, double max, Func<ListOptions, double> read, Func<ListOptions, double, ListOptions> apply) =>
        new(name, min, max,
            settings => read(settings.List),
            (settings, value) => settings with { List = apply(settings.List, value) });

    private static string NameOf(Retriever retriever) => retriever.ToString().ToLowerInvariant();
}
