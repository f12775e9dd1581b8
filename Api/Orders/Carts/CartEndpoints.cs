using SocialCommerce.Grains.Interfaces.Orders.Carts;

namespace SocialCommerce.Api.Orders.Carts;

/// <summary>The caller's cart, and carts of those who have not signed in; the same below either address.</summary>
internal static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/users/me/cart").WithTags("Orders").RequireAuthorization();
        MapItems(own, "Cart");
        own.MapPost("/merge", MergeAsync).WithName("MergeCart");

        var guests = routes.MapGroup("/carts").WithTags("Orders").AllowAnonymous();
        guests.MapPost("/", OpenAsync).WithName("OpenGuestCart").RequireRateLimiting(RateLimits.GuestCarts);
        MapItems(guests.MapGroup("/{id}"), "GuestCart");
    }

    private static void MapItems(RouteGroupBuilder cart, string name)
    {
        cart.MapGet("/", GetAsync).WithName($"Get{name}");
        cart.MapPut("/items/{productId}", SetAsync).WithName($"Set{name}Item");
        cart.MapDelete("/items/{productId}", RemoveAsync).WithName($"Remove{name}Item");
        cart.MapPost("/items/{productId}/acknowledge", AcknowledgeAsync).WithName($"Acknowledge{name}Price");
    }

    private static async Task<Results<Created<GuestCartResponse>, ApiProblem>> OpenAsync(
        IGrainFactory grains, HttpContext context, CancellationToken cancellationToken)
    {
        var (id, secret) = (NewId.GuestCart(), NewId.Secret());
        var cart = grains.GetGrain<ICartGrain>(ICartGrain.GuestPrefix + id);
        var outcome = await cart.OpenAsync(new OpenGuestCart(CartDoor.Hash(secret)), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return outcome == CartOutcome.Done
            ? TypedResults.Created($"/api/v1/carts/{id}", new GuestCartResponse(id, secret))
            : CartProblems.From(new CartResult(outcome, null, []));
    }

    private static async Task<Results<Ok<CartResponse>, ApiProblem>> GetAsync(
        string? voucherIds, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var door = CartDoor.Of(context, grains);
        ImmutableArray<string> vouchers = string.IsNullOrEmpty(voucherIds) ? [] : [.. voucherIds.Split(',')];
        return Answer(context, await door.Cart.GetAsync(new ReadCart(door.SecretHash, vouchers), cancellationToken), clock);
    }

    private static async Task<Results<Ok<CartResponse>, ApiProblem>> SetAsync(
        string productId, CartItemRequest request, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var door = CartDoor.Of(context, grains);
        var command = new SetCartItem(
            productId, request.Quantity ?? 0, request.RoomId, request.DealId, EntityTags.Expected(context.Request), door.SecretHash);
        return Answer(context, await door.Cart.SetItemAsync(command, cancellationToken), clock);
    }

    private static async Task<Results<Ok<CartResponse>, ApiProblem>> RemoveAsync(
        string productId, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var door = CartDoor.Of(context, grains);
        var command = new RemoveCartItem(productId, EntityTags.Expected(context.Request), door.SecretHash);
        return Answer(context, await door.Cart.RemoveItemAsync(command, cancellationToken), clock);
    }

    private static async Task<Results<Ok<CartResponse>, ApiProblem>> AcknowledgeAsync(
        string productId, AcknowledgeRequest request, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.PriceVersion is not { } version)
        {
            return ApiProblem.Invalid("priceVersion", "must be given");
        }

        var door = CartDoor.Of(context, grains);
        return Answer(
            context, await door.Cart.AcknowledgeAsync(new AcknowledgePrice(productId, version, door.SecretHash), cancellationToken), clock);
    }

    private static async Task<Results<Ok<CartResponse>, ApiProblem>> MergeAsync(
        MergeRequest request, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldChecks()
            .Id(request.CartId, "cartId")
            .Add(string.IsNullOrEmpty(request.Secret), "secret", "must not be empty")
            .Errors;
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var door = CartDoor.Of(context, grains);
        var command = new MergeGuestCart(request.CartId!, CartDoor.Hash(request.Secret!));
        return Answer(context, await door.Cart.MergeGuestAsync(command, cancellationToken), clock);
    }

    // The tag is for If-Match: products and prices move without a new version, so that there is nothing to be cached.
    private static Results<Ok<CartResponse>, ApiProblem> Answer(HttpContext context, CartResult result, TimeProvider clock)
    {
        if (result is not { Outcome: CartOutcome.Done, Cart: { } cart })
        {
            return CartProblems.From(result);
        }

        EntityTags.Set(context, cart.Version);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(CartResponse.From(cart, result.LeftOut, clock.GetUtcNow()));
    }
}

internal static class CartProblems
{
    public static ApiProblem From(CartResult result) => result.Outcome switch
    {
        CartOutcome.NotFound => ApiProblem.NotFound(),
        CartOutcome.Invalid => ApiProblem.Invalid(result.Errors),
        CartOutcome.Stale => ApiProblem.Stale(),
        CartOutcome.UnknownProduct => ApiProblem.Refused(ProblemCodes.UnknownProduct, "There is no such product."),
        CartOutcome.SoldOut => ApiProblem.Conflict(ProblemCodes.SoldOut, "The product is sold out."),
        CartOutcome.DealOver => ApiProblem.Conflict(ProblemCodes.DealClosed, "The deal is over."),
        CartOutcome.TooMany => ApiProblem.Conflict(ProblemCodes.TooManyItems, $"A cart has at most {CartLimits.LinesMax} products."),
        CartOutcome.HandedOver => ApiProblem.Conflict(ProblemCodes.IllegalStep, "The cart went into an account's."),
        _ => throw new InvalidOperationException($"Unexpected cart outcome {result.Outcome}."),
    };
}
