using System.Text.Json.Serialization;
using SocialCommerce.Api.Products;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

internal sealed record DealRequest(
    string? ProductId,
    MoneyBody? Price,
    int? CountdownSeconds,
    DateTimeOffset? OpensAt,
    int? DurationSeconds,
    int? Quantity,
    int? PerBuyer);

internal sealed record ClaimRequest(int? Quantity);

/// <summary>A deal, in events, in a room's snapshot and over HTTP. ServerTime lets a client set its countdown by our clock.</summary>
internal record DealBody(
    string DealId,
    string ProductId,
    string Title,
    string? ImageUrl,
    Money Price,
    Money ListPrice,
    string Status,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    DateTimeOffset ServerTime,
    int Quantity,
    int PerBuyer,
    int Remaining,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public static DealBody From(RoomDeal deal, DateTimeOffset serverTime) => new(
        deal.DealId,
        deal.ProductId,
        deal.Title,
        deal.ImageUrl,
        deal.Price,
        deal.ListPrice,
        SellingNames.Of(deal.Status),
        deal.OpensAt,
        deal.ClosesAt,
        serverTime,
        deal.Quantity,
        deal.PerBuyer,
        deal.Remaining,
        SellingNames.Of(deal.Reason));
}

internal sealed record DealResponse : DealBody
{
    private DealResponse(DealBody body, DealSnapshot deal)
        : base(body)
    {
        RoomId = deal.RoomId;
        HostId = deal.HostId;
        Reserved = deal.Reserved;
        Sold = deal.Sold;
    }

    public string RoomId { get; }

    public string HostId { get; }

    public int Reserved { get; }

    public int Sold { get; }

    public static DealResponse From(DealSnapshot deal, DateTimeOffset serverTime) => new(From(deal.Deal, serverTime), deal);
}

internal sealed record ClaimBody(
    string ClaimId,
    string DealId,
    string ProductId,
    int Quantity,
    Money Price,
    ClaimStatus Status,
    DateTimeOffset ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OrderId)
{
    public static ClaimBody From(DealClaim claim) => new(
        claim.ClaimId, claim.DealId, claim.ProductId, claim.Quantity, claim.Price, claim.Status, claim.ExpiresAt, claim.OrderId);
}
