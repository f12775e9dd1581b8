using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Products.Reviews;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Products;

internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/products").WithTags("Products");
        group.MapGet("/", ListAsync).WithName("ListProducts");
        group.MapGet("/{id}", GetAsync).WithName("GetProduct");
        group.MapGet("/{id}/similar", GetSimilarAsync).WithName("GetSimilarProducts");
        group.MapPost("/", CreateAsync).WithName("CreateProduct").RequireAuthorization(Roles.Merchant)
            .WithMetadata(IdempotentRequest.Instance);
        group.MapPatch("/{id}", UpdateAsync).WithName("UpdateProduct").RequireAuthorization(Roles.Merchant);
        group.MapProductImport();
        group.MapReviews();
    }

    private static async Task<Results<Ok<PageResponse<ProductResponse>>, ApiProblem>> ListAsync(
        string? category, string? sellerId, int? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        if (category is { Length: > ProductLimits.CategoryMax } or ICatalogueGrain.All)
        {
            return ApiProblem.Invalid("category", "is not a category");
        }

        if (!string.IsNullOrEmpty(sellerId) && !Ids.IsValid(sellerId))
        {
            return ApiProblem.Invalid("sellerId", "is not a valid id");
        }

        var asked = string.IsNullOrEmpty(category) ? null : category;
        var page = string.IsNullOrEmpty(sellerId)
            ? await grains.GetGrain<ICatalogueGrain>(asked ?? ICatalogueGrain.All).ListAsync(request, cancellationToken)
            : await grains.GetGrain<ISellerCatalogueGrain>(sellerId).ListForSaleAsync(asked, request, cancellationToken);
        return TypedResults.Ok(new PageResponse<ProductResponse>(
            [.. page.Products.Select(ProductResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Ok<ProductResponse>, StatusCodeHttpResult, ApiProblem>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IProductGrain>(id).GetAsync(cancellationToken) is not { } product)
        {
            return ApiProblem.NotFound();
        }

        EntityTags.Set(context, product.Version);
        return EntityTags.IsKnown(context.Request, product.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ProductResponse.From(product));
    }

    private static async Task<Results<Ok<SimilarResponse>, ApiProblem>> GetSimilarAsync(
        string id, int? limit, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > SuggestionLimits.LimitMax)
        {
            return ApiProblem.Invalid("limit", $"must be from 1 to {SuggestionLimits.LimitMax}");
        }

        var product = grains.GetGrain<IProductGrain>(id);
        if (await product.GetCardAsync(cancellationToken) is null)
        {
            return ApiProblem.NotFound();
        }

        var similar = await product.GetSimilarAsync(limit ?? SuggestionLimits.LimitDefault, cancellationToken);
        return TypedResults.Ok(new SimilarResponse([.. similar.Select(SuggestionBody.From)]));
    }

    private static async Task<Results<Created<ProductResponse>, ApiProblem>> CreateAsync(
        ProductRequest request,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var errors = CheckNew(request);
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var caller = Caller.Of(context.User);
        var id = request.ProductId ?? IdempotentRequest.DerivedId(context, "p") ?? NewId.Product();
        var command = request.ToCreate(caller.UserId, clock.GetUtcNow());
        var result = await grains.GetGrain<IProductGrain>(id).CreateAsync(command, cancellationToken);
        if (result is not { Status: ProductStatus.Done, Product: { } product })
        {
            return ProductProblems.From(result);
        }

        EntityTags.Set(context, product.Version);
        return TypedResults.Created($"/api/v1/products/{product.ProductId}", ProductResponse.From(product));
    }

    private static ImmutableArray<FieldError> CheckNew(ProductRequest request) =>
    [
        .. ProductLimits.Check(request.ToDetails()),
        .. ProductLimits.CheckImage(request.ImageVector ?? []),
        .. new FieldChecks()
            .Add(request.ProductId is not null && !Ids.IsValid(request.ProductId), "productId", "is not a valid id")
            .Errors,
    ];

    private static async Task<Results<Ok<ProductResponse>, ApiProblem>> UpdateAsync(
        string id, ProductPatch patch, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = patch.ToUpdate(
            Caller.Of(context.User).UserId,
            context.User.IsInRole(Roles.Operator),
            EntityTags.Expected(context.Request));
        var result = await grains.GetGrain<IProductGrain>(id).UpdateAsync(command, cancellationToken);
        if (result is not { Status: ProductStatus.Done, Product: { } product })
        {
            return ProductProblems.From(result);
        }

        EntityTags.Set(context, product.Version);
        return TypedResults.Ok(ProductResponse.From(product));
    }
}

internal sealed record SimilarResponse(ImmutableArray<SuggestionBody> Items);

internal static class ProductProblems
{
    public static ApiProblem From(ProductResult result) => result.Status switch
    {
        ProductStatus.NotFound => ApiProblem.NotFound(),
        ProductStatus.Invalid => ApiProblem.Invalid(result.Errors),
        ProductStatus.Exists => ApiProblem.Conflict(ProblemCodes.Exists, "Another product has this id."),
        ProductStatus.Stale => ApiProblem.Stale(),
        ProductStatus.NotOwner => ApiProblem.Forbidden(ProblemCodes.NotOwner),
        _ => throw new InvalidOperationException($"Unexpected product status {result.Status}."),
    };
}
