using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>What a flash deal is, and how it opens and closes. Pure: the clock is the caller's.</summary>
internal static class DealRules
{
    /// <summary>Why this deal cannot be; done when it can.</summary>
    public static (DealOutcome Outcome, ImmutableArray<FieldError> Errors) Check(
        CreateDeal command, RoomSummary? room, ProductCard? product)
    {
        if (room is null)
        {
            return (DealOutcome.NotFound, []);
        }

        if (room.HostId != command.UserId)
        {
            return (DealOutcome.NotHost, []);
        }

        if (DealLimits.Check(command) is { IsEmpty: false } errors)
        {
            return (DealOutcome.Invalid, errors);
        }

        if (!RoomRules.IsOpen(room.Status))
        {
            return (DealOutcome.IllegalStep, []);
        }

        return product is null ? (DealOutcome.UnknownProduct, []) : CheckProduct(command, product);
    }

    public static DealState Create(CreateDeal command, ProductCard product) => new()
    {
        Terms = new DealTerms(
            command.RoomId, command.UserId, product.ProductId, product.Title, product.ImageUrl, command.Price, product.Price,
            command.OpensAt, command.OpensAt + command.Duration, command.Quantity, command.PerBuyer),
        Status = DealStatus.Preparing,
        RemainingTold = command.Quantity,
    };

    /// <summary>Whether a command for a deal that is there means that deal: then it is a repetition.</summary>
    public static bool IsSame(DealTerms terms, CreateDeal command) =>
        terms.RoomId == command.RoomId && terms.HostId == command.UserId && terms.ProductId == command.ProductId
        && terms.Price == command.Price && terms.Quantity == command.Quantity && terms.PerBuyer == command.PerBuyer;

    /// <summary>What the deal is by the clock, whether or not anybody was told.</summary>
    public static DealStatus StatusAt(DealState state, DateTimeOffset now)
    {
        if (state.Terms is not { } terms || state.Status is DealStatus.Preparing or DealStatus.Closed)
        {
            return state.Status;
        }

        return now >= terms.ClosesAt ? DealStatus.Closed : now >= terms.OpensAt ? DealStatus.Open : DealStatus.Announced;
    }

    public static DealEnd ReasonAt(DealState state, DateTimeOffset now) =>
        state.Status != DealStatus.Closed && StatusAt(state, now) == DealStatus.Closed ? DealEnd.Ended : state.Reason;

    public static DealBook Close(DealBook book, DealEnd reason) => book.State.Status == DealStatus.Closed
        ? book
        : book with { State = book.State with { Status = DealStatus.Closed, Reason = reason } };

    public static RoomDeal Describe(string dealId, DealBook book, DateTimeOffset now)
    {
        var terms = book.State.Terms!;
        return new RoomDeal(
            dealId, terms.ProductId, terms.Title, terms.ImageUrl, terms.Price, terms.ListPrice, terms.OpensAt, terms.ClosesAt,
            terms.Quantity, terms.PerBuyer, StatusAt(book.State, now), book.Remaining, ReasonAt(book.State, now));
    }

    public static DealSnapshot Snapshot(string dealId, DealBook book, DateTimeOffset now)
    {
        var terms = book.State.Terms!;
        return new DealSnapshot(terms.RoomId, terms.HostId, Describe(dealId, book, now), book.Claims.Reserved, book.Claims.Sold);
    }

    private static (DealOutcome Outcome, ImmutableArray<FieldError> Errors) CheckProduct(CreateDeal command, ProductCard product)
    {
        if (product.SellerId != command.UserId && !command.IsOperator)
        {
            return (DealOutcome.NotSeller, []);
        }

        var errors = new FieldChecks()
            .Add(command.Price.Currency != product.Price.Currency, "price.currency", $"must be {product.Price.Currency}, as the product's")
            .Add(command.Price.AmountMinor >= product.Price.AmountMinor, "price.amountMinor", "must be below the product's price")
            .Errors;
        return (errors.IsEmpty ? DealOutcome.Done : DealOutcome.Invalid, errors);
    }
}
