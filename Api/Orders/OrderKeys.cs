using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Api.Orders;

/// <summary>Idempotency keys of orders.</summary>
internal static class OrderKeys
{
    /// <summary>What is wrong with the key; null when it can be one, or there is none.</summary>
    public static ApiProblem? Check(HttpContext context) =>
        IdempotentRequest.KeyOf(context) is { } key && !IdempotentRequest.IsValid(key)
            ? ApiProblem.Invalid(IdempotentRequest.KeyHeader, "must be 1 to 255 visible ASCII characters")
            : null;

    /// <summary>The name that the request's key gives to a step; null without a key.</summary>
    public static string? StepOf(HttpContext context, string step) => IdempotentRequest.DerivedId(context, step);

    public static void Mark(HttpContext context, OrderResult result)
    {
        if (result.IsReplay)
        {
            context.Response.Headers[IdempotentRequest.ReplayedHeader] = "true";
        }
    }
}
