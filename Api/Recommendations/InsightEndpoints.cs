using System.Globalization;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Recommendations;

/// <summary>For operators: what each retriever shows and what comes of it; whether lists can be made again.</summary>
internal static class InsightEndpoints
{
    private const int HoursDefault = 24;
    private const int HoursMax = 48;

    public static void MapRecommendationInsight(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operations/recommendations").WithTags("Recommendations").RequireAuthorization(Roles.Operator);
        group.MapGet("", GetAsync).WithName("GetRecommendationInsight");
        group.MapPost("/recompute", RecomputeAsync).WithName("RecomputeSuggestions");
    }

    private static async Task<Results<Ok<InsightResponse>, ApiProblem>> GetAsync(
        int? hours, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (hours is < 1 or > HoursMax)
        {
            return ApiProblem.Invalid("hours", $"must be from 1 to {HoursMax}");
        }

        var asked = hours ?? HoursDefault;
        var sums = await grains.GetGrain<IRecommendationInsightGrain>(IRecommendationInsightGrain.All)
            .GetSumsAsync(asked, cancellationToken);
        return TypedResults.Ok(InsightResponse.From(asked, sums));
    }

    private static async Task<Results<Ok<RecomputeResponse>, ApiProblem>> RecomputeAsync(
        int? limit, string? after, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var first = 0L;
        var isWrong = after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out first);
        var errors = new FieldChecks()
            .Add(limit is < 1 or > RecomputeReport.LimitMax, "limit", $"must be from 1 to {RecomputeReport.LimitMax}")
            .Add(isWrong, "after", "is not where an earlier answer ended")
            .Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var asked = limit ?? RecomputeReport.LimitMax;
        var report = await grains.GetGrain<IRecommendationAuditGrain>("api").RecomputeAsync(first, asked, cancellationToken);
        return TypedResults.Ok(new RecomputeResponse(
            report.Checked,
            report.Identical,
            [.. report.Differences.Select(difference => new DifferenceBody(difference.ImpressionId, difference.What))],
            report.Checked < asked ? null : report.Last.ToString(CultureInfo.InvariantCulture)));
    }
}
