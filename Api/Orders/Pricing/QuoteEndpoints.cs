using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Api.Orders.Pricing;

/// <summary>What a product costs anybody now, and why.</summary>
internal static class QuoteEndpoints
{
    public static void MapQuotes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/products/{id}/price", GetAsync).WithName("GetPrice").WithTags("Products");

    private static async Task<Results<Ok<QuoteResponse>, ApiProblem>> GetAsync(
        string id, int? quantity, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (quantity is < 1 or > PricingLimits.QuoteQuantityMax)
        {
            return ApiProblem.Invalid("quantity", $"must be from 1 to {PricingLimits.QuoteQuantityMax}");
        }

        if (await grains.GetGrain<IQuoteGrain>(id).GetAsync(quantity ?? 1, cancellationToken) is not { } quote)
        {
            return ApiProblem.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(QuoteResponse.From(quote));
    }
}
