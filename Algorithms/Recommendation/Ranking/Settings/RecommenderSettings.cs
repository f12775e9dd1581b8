using System.Collections.Immutable;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Everything of the recommender that a variant of an experiment may change at run time. Immutable; made of the flat
/// parameters that <see cref="RecommenderParameters"/> lists.
/// </summary>
public sealed record RecommenderSettings
{
    public static RecommenderSettings Default { get; } = new();

    /// <summary>Weights of the channels and what else the score is made of.</summary>
    public RankerOptions Ranking { get; init; } = RankerOptions.Default;

    /// <summary>The retrievers that are asked.</summary>
    public RetrieverSet Retrievers { get; init; } = RetrieverSet.All;

    /// <summary>Whether a trained ranker orders the candidates where one is promoted; the calibrated sum does otherwise.</summary>
    public bool UsesTrainedRanker { get; init; } = true;

    /// <summary>How the list is made of the ranked candidates.</summary>
    public ListOptions List { get; init; } = ListOptions.Default;

    /// <summary>The settings that parameters stand for; without any, <see cref="Default"/>.</summary>
    /// <exception cref="ArgumentException">A parameter is not known or out of range.</exception>
    public static RecommenderSettings Of(ImmutableDictionary<string, double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.IsEmpty)
        {
            return Default;
        }

        var errors = RecommenderParameters.Check(parameters);
        if (errors.Length > 0)
        {
            throw new ArgumentException($"{errors[0].Parameter} {errors[0].Message}.", nameof(parameters));
        }

        var settings = Default;
        foreach (var parameter in RecommenderParameters.All)
        {
            if (parameters.TryGetValue(parameter.Name, out var value))
            {
                settings = parameter.Apply(settings, value);
            }
        }

        return settings;
    }
}
