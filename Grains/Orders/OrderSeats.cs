using System.Globalization;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>A seat of a group as an order: nothing is asked for, everything was agreed on by the group. Pure.</summary>
internal static class OrderSeats
{
    public static PlacedOrder Place(PlaceOrder command, PaidSeat seat, DateTimeOffset now)
    {
        var item = command.Items[0];
        var total = seat.UnitPrice with { AmountMinor = seat.UnitPrice.AmountMinor * item.Quantity };
        var line = new PlacedLine(
            "1", item.ProductId, seat.SellerId, seat.Title, seat.ImageUrl, item.Quantity, seat.UnitPrice, item.PriceVersion ?? 0, total, [], total);
        return new PlacedOrder(
            command.BuyerId, OrderFingerprint.Of(command), command.RoomId, [line], [], total, total, now, now,
            now.UtcTicks.ToString("x16", CultureInfo.InvariantCulture));
    }
}
