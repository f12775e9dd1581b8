namespace SocialCommerce.Api.Common;

/// <summary>An id in a path that cannot be one is not found, before any grain is woken for it.</summary>
internal sealed class RouteIds : IEndpointFilter
{
    private static readonly ImmutableArray<string> Names =
    [
        "id", "productId", "userId", "userName", "dealId", "claimId", "voucherId", "pollId", "questionId", "giveawayId", "provider",
        "paymentId", "reviewId", "messageId",
    ];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var values = context.HttpContext.Request.RouteValues;
        return Names.Any(name => values.TryGetValue(name, out var value) && !Ids.IsValid(value as string))
            ? ValueTask.FromResult<object?>(ApiProblem.NotFound())
            : next(context);
    }
}
