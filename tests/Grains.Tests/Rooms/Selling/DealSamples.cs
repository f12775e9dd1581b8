using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Selling;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

/// <summary>Deals for the tests of this folder: announced at 12:00, open from 12:01 for five minutes.</summary>
internal static class DealSamples
{
    public const string DealId = "d-1";

    public static readonly DateTimeOffset Now = RoomSamples.Now;

    public static readonly DateTimeOffset OpensAt = Now.AddMinutes(1);

    public static readonly DateTimeOffset ClosesAt = Now.AddMinutes(6);

    public static CreateDeal Create(int quantity = 10, int perBuyer = 2, DateTimeOffset? at = null) => new(
        "r-1", RoomSamples.Host, IsOperator: true, "p-1", new Money(990, "CNY"), (at ?? Now).AddMinutes(1), TimeSpan.FromMinutes(5),
        quantity, perBuyer, at ?? Now);

    public static DealBook Book(int quantity = 10, int perBuyer = 2, DateTimeOffset? closesAt = null) => DealBook.Load(new DealState
    {
        Terms = new DealTerms(
            "r-1", RoomSamples.Host, "p-1", "Teapot", null, new Money(990, "CNY"), new Money(1990, "CNY"), OpensAt,
            closesAt ?? ClosesAt, quantity, perBuyer),
        Status = DealStatus.Announced,
        IsAnnounced = true,
        RemainingTold = quantity,
    });

    public static ClaimDeal Claim(string claimId, string userId = "u-1", int quantity = 1) => new(claimId, userId, quantity);

    public static SettleClaim Settle(string claimId, string userId = "u-1", string? orderId = null) => new(claimId, userId, orderId);

    public static DealBook With(this DealBook book, params ClaimDeal[] claims)
    {
        foreach (var claim in claims)
        {
            (book, var result) = ClaimRules.Claim(DealId, book, claim, OpensAt);
            Assert.Equal(DealOutcome.Done, result.Outcome);
        }

        return book;
    }
}
