using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

/// <summary>What has to hold for every shop with groups.</summary>
internal static class GroupLaws
{
    /// <summary>At any time: nobody who paid is in two groups with two seats.</summary>
    public static void CheckNow(GroupShop shop)
    {
        var places = shop.Stored.Values.Where(group => group.Status is GroupStatus.Open or GroupStatus.Merging)
            .SelectMany(group => group.Seats).Where(seat => seat.Status == SeatStatus.Paid).DistinctBy(seat => seat.SeatId);
        Assert.All(places.GroupBy(seat => seat.UserId), seats => Assert.Single(seats));
        Assert.All(shop.Stored.Values, group => Assert.True(group.Seats.Count(GroupRules.IsTaken) <= group.Terms!.Size));
    }

    /// <summary>At the end: every unit and every minor unit of money is where it belongs.</summary>
    public static void CheckEnd(GroupShop shop, int stock)
    {
        CheckNow(shop);
        Assert.All(shop.Stored.Values, group => Assert.Empty(group.Tasks));
        Assert.Empty(shop.Listed);
        Assert.Empty(shop.Places);
        Assert.Equal(stock, shop.Stock + shop.Holds.Values.Where(hold => hold.IsSold).Sum(hold => hold.Quantity));
        Assert.All(shop.Holds.Values, hold => Assert.True(hold.IsSold ^ hold.IsReleased));

        var bought = shop.Stored.Values.SelectMany(group => group.Seats).Where(seat => seat.Status == SeatStatus.Bought).ToList();
        Assert.Equal(bought.Select(seat => seat.SeatId).Order(StringComparer.Ordinal), shop.Orders.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, payment) in shop.Payments)
        {
            var final = shop.Orders.GetValueOrDefault(key[..^":pay".Length])?.FinalMinor ?? 0;
            Assert.Equal(final, payment.Charged - payment.Refunds.Values.Sum());
        }

        foreach (var group in shop.Stored.Values)
        {
            CheckEnd(group);
        }
    }

    private static void CheckEnd(GroupState group)
    {
        Assert.DoesNotContain(group.Seats, seat => seat.Status is SeatStatus.Joining or SeatStatus.Paid);
        var bought = group.Seats.Where(seat => seat.Status == SeatStatus.Bought).ToList();
        Assert.Equal(group.Status == GroupStatus.Succeeded, bought.Count > 0);
        var price = GroupRules.PriceFor(group.Terms!, bought.Count);
        Assert.All(bought, seat => Assert.Equal((price * seat.Quantity, seat.Charged.AmountMinor - seat.FinalMinor), (seat.FinalMinor, seat.ReturnedMinor)));
        Assert.All(group.Seats.Where(seat => seat.Status == SeatStatus.Moved), _ => Assert.Equal(GroupStatus.Merged, group.Status));
    }
}
