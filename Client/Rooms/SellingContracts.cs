using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Rooms;

/// <summary>A flash deal to open: so many units at a lower price, for a while.</summary>
/// <param name="CountdownSeconds">10 to 300, from now until it opens.</param>
/// <param name="DurationSeconds">60 to 1,200.</param>
public sealed record NewDeal(
    string ProductId, Money Price, int CountdownSeconds, int DurationSeconds, int Quantity, int PerBuyer = 1);

/// <param name="Status"><c>announced</c>, <c>open</c> or <c>closed</c>.</param>
public sealed record Deal(
    string DealId,
    string RoomId,
    string ProductId,
    Money Price,
    Money ListPrice,
    string Status,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    int Quantity,
    int PerBuyer,
    int Remaining,
    string? Reason = null);

/// <param name="Kind"><c>amount</c> (minor units) or <c>percent</c> (1 to 90).</param>
/// <param name="MinimumSpend">In minor units; 0 for none.</param>
public sealed record NewVoucher(
    string Kind, long Value, string Currency, int Quantity, DateTimeOffset ValidUntil, long MinimumSpend = 0);

public sealed record Voucher(
    string VoucherId, string Kind, long Value, string Currency, long MinimumSpend, int Quantity, DateTimeOffset ValidUntil);
