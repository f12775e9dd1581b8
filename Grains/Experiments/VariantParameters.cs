using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Experiments;

namespace SocialCommerce.Grains.Experiments;

/// <summary>Whether the recommender knows what the variants want to set.</summary>
internal static class VariantParameters
{
    public static ImmutableArray<FieldError> Check(ExperimentDefinition definition) =>
    [
        .. definition.Variants.SelectMany(variant => RecommenderParameters.Check(variant.Parameters).Select(
            error => new FieldError("variants", $"{variant.Key}: {error.Parameter} {error.Message}"))),
    ];
}
