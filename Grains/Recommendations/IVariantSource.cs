using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Says which variant of the recommender a user sees. Asked within every request for suggestions: an answer should be at
/// hand, and a source that fails or is late is passed over, the default being used.
/// </summary>
public interface IVariantSource
{
    /// <summary>The variant of a user, or of the room the user is in.</summary>
    ValueTask<VariantChoice> GetAsync(string userId, string? roomId, CancellationToken cancellationToken);
}

/// <param name="Name">As it is told to clients and stands in the log of impressions; at most 64 characters.</param>
/// <param name="Parameters">
/// Names and values of <see cref="RecommenderParameters"/> that differ from the defaults. Keep the instance: settings are
/// made once per instance.
/// </param>
public sealed record VariantChoice(string Name, ImmutableDictionary<string, double> Parameters)
{
    public static VariantChoice Default { get; } = new("default", ImmutableDictionary<string, double>.Empty);
}
