using System.Text.Json.Serialization;
using SocialCommerce.Api.Orders;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Api.Communities;

internal sealed record GroupTierBody(int? People, long? AmountMinor)
{
    // What is absent becomes what the checks refuse by name.
    public GroupTier ToTier() => new(People ?? 0, AmountMinor ?? 0);
}

internal sealed record GroupOfferRequest(
    string? ProductId, IReadOnlyList<GroupTierBody>? Tiers, int? Size, int? WindowSeconds, int? QuantityMax)
{
    public CreateGroupOffer ToCommand(string sellerId, DateTimeOffset now) => new(
        sellerId, ProductId ?? string.Empty, [.. (Tiers ?? []).Select(static tier => tier.ToTier())], Size ?? 0,
        TimeSpan.FromSeconds(WindowSeconds ?? 0), QuantityMax ?? 1, now);
}

internal sealed record GroupOfferResponse(
    string OfferId,
    string ProductId,
    string SellerId,
    string Title,
    string? ImageUrl,
    IReadOnlyList<GroupTierResponse> Tiers,
    int Size,
    int WindowSeconds,
    int QuantityMax,
    bool IsOpen,
    DateTimeOffset CreatedAt)
{
    public static GroupOfferResponse From(GroupOfferSnapshot offer) => new(
        offer.Terms.OfferId, offer.Terms.ProductId, offer.Terms.SellerId, offer.Terms.Title, offer.Terms.ImageUrl,
        GroupTierResponse.From(offer.Terms), offer.Terms.Size, (int)offer.Terms.Window.TotalSeconds, offer.Terms.QuantityMax,
        offer.IsOpen, offer.CreatedAt);
}

internal sealed record GroupTierResponse(int People, Money Price)
{
    public static IReadOnlyList<GroupTierResponse> From(GroupTerms terms) =>
        [.. terms.Tiers.Select(tier => new GroupTierResponse(tier.People, new Money(tier.AmountMinor, terms.Currency)))];
}

internal sealed record OpenGroupRequest(int? Quantity, PaymentRequest? Payment, bool? IsPrivate);

internal sealed record JoinGroupRequest(int? Quantity, PaymentRequest? Payment, string? Invite);

/// <summary>A member as the others see one: nothing that leads to the user.</summary>
internal sealed record GroupMemberBody(string DisplayName, int Quantity, bool IsLeader, bool IsPaid, DateTimeOffset JoinedAt);

/// <summary>The caller's own seat.</summary>
/// <param name="OrderId">The order that the seat has become.</param>
internal sealed record GroupSeatBody(
    SeatStatus Status,
    int Quantity,
    Money Charged,
    Money Returned,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OrderId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PaymentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RedirectUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientSecret)
{
    public static GroupSeatBody From(GroupSeat seat) => new(
        seat.Status, seat.Quantity, seat.Charged, seat.Charged with { AmountMinor = seat.ReturnedMinor }, seat.IsOrdered ? seat.SeatId : null,
        seat.PaymentId, seat.Action?.RedirectUrl, seat.Action?.ClientSecret);
}

/// <param name="Price">What a unit costs with the members there are.</param>
/// <param name="Invite">For members only.</param>
internal sealed record GroupResponse(
    string GroupId,
    string OfferId,
    string ProductId,
    GroupStatus Status,
    IReadOnlyList<GroupTierResponse> Tiers,
    int Size,
    IReadOnlyList<GroupMemberBody> Members,
    Money Price,
    bool IsPrivate,
    DateTimeOffset OpenedAt,
    DateTimeOffset EndsAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MergedInto,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Invite,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GroupSeatBody? Me)
{
    /// <param name="viewerId">Who asks; null for nobody in particular.</param>
    /// <param name="seat">The caller's seat where it is known already, also one that is out.</param>
    public static GroupResponse From(GroupSnapshot group, string? viewerId, GroupSeat? seat = null)
    {
        var own = group.Members.FirstOrDefault(member => member.UserId == viewerId);
        return new GroupResponse(
            group.GroupId, group.Terms.OfferId, group.Terms.ProductId, group.Status, GroupTierResponse.From(group.Terms), group.Terms.Size,
            [.. group.Members.Select(static (member, index) => new GroupMemberBody(
                member.DisplayName, member.Quantity, index == 0, member.Status != SeatStatus.Joining, member.JoinedAt))],
            group.Price, group.IsPrivate, group.OpenedAt, group.EndsAt, group.MergedInto, own is null ? null : group.InviteToken,
            (seat ?? own) is { } me ? GroupSeatBody.From(me) : null);
    }
}
