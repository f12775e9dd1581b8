using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Communities;

/// <summary>From so many people on a unit costs this much, in minor units of the product's currency.</summary>
public sealed record NewGroupTier(int People, long AmountMinor);

public sealed record NewGroupOffer(
    string ProductId, IReadOnlyList<NewGroupTier> Tiers, int Size, int WindowSeconds, int QuantityMax = 1);

public sealed record GroupTier(int People, Money Price);

public sealed record GroupOffer(
    string OfferId,
    string ProductId,
    string SellerId,
    string Title,
    string? ImageUrl,
    IReadOnlyList<GroupTier> Tiers,
    int Size,
    int WindowSeconds,
    int QuantityMax,
    bool IsOpen,
    DateTimeOffset CreatedAt);

public sealed record GroupMember(string DisplayName, int Quantity, bool IsLeader, bool IsPaid, DateTimeOffset JoinedAt);

/// <summary>One's own seat.</summary>
/// <param name="Status"><c>joining</c>, <c>paid</c>, <c>bought</c>, <c>out</c> or <c>moved</c>.</param>
public sealed record GroupSeat(
    string Status,
    int Quantity,
    Money Charged,
    Money Returned,
    string? OrderId = null,
    string? PaymentId = null,
    string? RedirectUrl = null,
    string? ClientSecret = null);

/// <summary>A group that buys together.</summary>
/// <param name="Status"><c>open</c>, <c>merging</c>, <c>succeeded</c>, <c>failed</c>, <c>closed</c> or <c>merged</c>.</param>
/// <param name="Invite">For members: what an invitation carries.</param>
public sealed record BuyingGroup(
    string GroupId,
    string OfferId,
    string ProductId,
    string Status,
    IReadOnlyList<GroupTier> Tiers,
    int Size,
    IReadOnlyList<GroupMember> Members,
    Money Price,
    bool IsPrivate,
    DateTimeOffset OpenedAt,
    DateTimeOffset EndsAt,
    string? MergedInto = null,
    string? Invite = null,
    GroupSeat? Me = null);
