using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;

namespace SocialCommerce.Grains.Products;

/// <summary>What may be done to a product. Pure: no clock, no I/O, no grain calls.</summary>
internal static class ProductRules
{
    public const int RoomsMax = 16;

    public static (ProductState Next, ProductStatus Status, ImmutableArray<FieldError> Errors) Create(
        ProductState state, CreateProduct command)
    {
        var errors = ProductLimits.Check(command.Details).AddRange(ProductLimits.CheckImage(command.ImageVector));
        if (errors.Length > 0)
        {
            return (state, ProductStatus.Invalid, errors);
        }

        if (state.Details is not null)
        {
            // A retry after a lost answer is not a second product.
            var isRetry = state.SellerId == command.SellerId && IsSame(state.Details, command.Details);
            return (state, isRetry ? ProductStatus.Done : ProductStatus.Exists, []);
        }

        var next = state with
        {
            SellerId = command.SellerId,
            Details = command.Details,
            CreatedAt = command.At,
            Version = 1,
            Embedding = Describe(command.Details, command.ImageVector),
        };
        return (next, ProductStatus.Done, []);
    }

    public static (ProductState Next, ProductStatus Status, ImmutableArray<FieldError> Errors) Update(
        ProductState state, UpdateProduct command)
    {
        if (state.Details is null)
        {
            return (state, ProductStatus.NotFound, []);
        }

        if (state.SellerId != command.UserId && !command.IsOperator)
        {
            return (state, ProductStatus.NotOwner, []);
        }

        if (command.ExpectedVersion is { } expected && expected != state.Version)
        {
            return (state, ProductStatus.Stale, []);
        }

        var details = Merge(state.Details, command);
        var errors = ProductLimits.Check(details);
        return errors.Length > 0
            ? (state, ProductStatus.Invalid, errors)
            : (Change(state, details), ProductStatus.Done, []);
    }

    /// <summary>Which price this is, counted from 1; grows by one with each change.</summary>
    public static long PriceVersion(ProductState state) => state.PriceChanges + 1;

    /// <summary>What the stock begins with: what this product has, and what an earlier program kept with it.</summary>
    public static StockOpening? OpenStock(ProductState state) => state.Details is not { } details
        ? null
        : new StockOpening(
            state.SellerId!,
            details.Stock,
            state.StockLedger?.Sold ?? 0,
            [.. (state.StockLedger?.Reservations ?? []).Select(one => new OpenReservation(one.Id, one.Quantity, one.ExpiresAt, one.Sold, one.Released))],
            state.StockLedger?.Over ?? [],
            state.IsStockMarked);

    /// <summary>Shows what the stock has. The units are its own from here on.</summary>
    /// <param name="isOwnChange">Whether it is part of a change that is counted already.</param>
    public static ProductState SetStock(ProductState state, StockCopy copy, bool isOwnChange = false) => state with
    {
        Details = state.Details! with { Stock = copy.Available },
        StockLedger = null,
        StockVersion = copy.Version,
        StockShards = copy.Shards,
        Version = state.Version + (isOwnChange || copy.Available == state.Details.Stock ? 0 : 1),
    };

    /// <summary>The same when the product wakes. Versions that were shown and lost are not given out again for something else.</summary>
    public static ProductState CatchUp(ProductState state, StockCopy copy) => state.Details is null || copy.Version <= state.StockVersion
        ? state
        : SetStock(state with { Version = state.Version + copy.Version - state.StockVersion }, copy, isOwnChange: true);

    /// <summary>Remembers a room that sells the product; the oldest is forgotten beyond <see cref="RoomsMax"/>.</summary>
    public static ProductState AttachRoom(ProductState state, string roomId) =>
        state.Details is null || state.Rooms.Contains(roomId)
            ? state
            : state with { Rooms = [roomId, .. state.Rooms.Take(RoomsMax - 1)] };

    /// <summary>The state that shows these ratings; the same one when it does, or when there is nothing to show.</summary>
    public static ProductState ShowRating(ProductState state, RatingSummary rating) =>
        state.Details is null || rating == state.Rating || (rating.Count == 0 && state.Rating is null)
            ? state
            : state with { Rating = rating, Version = state.Version + 1 };

    public static ProductCounters Count(ProductCounters counters, InteractionKind kind) => kind switch
    {
        InteractionKind.View => counters with { Views = counters.Views + 1 },
        InteractionKind.Click => counters with { Clicks = counters.Clicks + 1 },
        InteractionKind.Like => counters with { Likes = counters.Likes + 1 },
        InteractionKind.Share => counters with { Shares = counters.Shares + 1 },
        InteractionKind.Cart => counters with { Carts = counters.Carts + 1 },
        InteractionKind.Purchase => counters with { Purchases = counters.Purchases + 1 },
        InteractionKind.Rating => counters with { Ratings = counters.Ratings + 1 },
        InteractionKind.Dismiss => counters with { Dismissals = counters.Dismissals + 1 },
        _ => counters,
    };

    private static float[] Describe(ProductDetails details, ImmutableArray<float> image) => ContentVector.Of(
        new ProductContent(
            details.Title, details.Description, details.Category, details.Brand, details.Price.AmountMinor,
            PictureVector.Fold(image.IsDefault ? [] : image.AsSpan())));

    private static ProductState Change(ProductState state, ProductDetails details) => state with
    {
        Details = details,
        Version = state.Version + 1,
        PriceChanges = state.PriceChanges + (details.Price == state.Details!.Price ? 0 : 1),
    };

    private static ProductDetails Merge(ProductDetails details, UpdateProduct command) => details with
    {
        Title = command.Title ?? details.Title,
        Description = command.Description ?? details.Description,
        Category = command.Category ?? details.Category,
        Brand = command.Brand ?? details.Brand,
        Price = command.Price ?? details.Price,
        Stock = command.Stock ?? details.Stock,
        ImageUrl = command.ImageUrl ?? details.ImageUrl,
        Attributes = command.Attributes ?? details.Attributes,
        IsHidden = command.IsHidden ?? details.IsHidden,
    };

    // Dictionaries compare by reference, so the attributes are compared by their pairs.
    private static bool IsSame(ProductDetails left, ProductDetails right) =>
        left with { Attributes = right.Attributes } == right
        && left.Attributes.Count == right.Attributes.Count
        && left.Attributes.All(pair => right.Attributes.GetValueOrDefault(pair.Key) == pair.Value);
}
