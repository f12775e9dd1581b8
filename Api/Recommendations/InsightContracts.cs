using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Api.Recommendations;

/// <summary>What one retriever put on lists, and what came of it.</summary>
/// <param name="Share">Of everything that was shown, 0 to 1.</param>
/// <param name="ActedRate">Of what it showed, 0 to 1.</param>
internal sealed record SourceBody(string Source, long Shown, long Acted, double Share, double ActedRate);

/// <param name="CandidateShare">Share of the products in question that were of new sellers.</param>
/// <param name="ExposureShare">Share of the exposure on lists that they had.</param>
/// <param name="ExposureRatio">The one over the other; null when none was in question.</param>
internal sealed record NewSellersBody(double CandidateShare, double ExposureShare, double? ExposureRatio);

/// <summary>What the recommender did of late.</summary>
internal sealed record InsightResponse(int Hours, long Lists, ImmutableArray<SourceBody> Sources, NewSellersBody NewSellers)
{
    public static InsightResponse From(int hours, RecommendationCounts counts)
    {
        var all = counts.Shown.Sum();
        var sources = counts.Shown.Select((shown, number) => new SourceBody(
            RetrieverNames.Of(number), shown, counts.Acted[number], Share(shown, all), Share(counts.Acted[number], shown)));
        var candidates = Share(counts.NewSellerCandidates, counts.Candidates);
        var exposure = Share(counts.NewSellerExposure, counts.Exposure);
        return new InsightResponse(
            hours,
            counts.Lists,
            [.. sources.Where(source => source.Shown > 0).OrderByDescending(source => source.Shown)],
            new NewSellersBody(candidates, exposure, candidates > 0 ? exposure / candidates : null));
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}

/// <param name="Next">Ask with this to go on; null when nothing is left.</param>
internal sealed record RecomputeResponse(
    int Checked, int Identical, ImmutableArray<DifferenceBody> Differences, string? Next);

internal sealed record DifferenceBody(string ImpressionId, string What);
