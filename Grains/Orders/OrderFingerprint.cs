using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>Tells a command that is repeated from another one under the same id. Pure.</summary>
internal static class OrderFingerprint
{
    public static string Of(PlaceOrder command)
    {
        var text = new StringBuilder();
        Append(text, command.BuyerId, command.RoomId, command.Payment is null ? null : "pay", command.Payment?.Method);
        Append(text, command.ExpectedTotal?.Currency, Number(command.ExpectedTotal?.AmountMinor), command.IsFromCart ? "cart" : null);
        if (command.Seat is { } seat)
        {
            Append(text, "seat", seat.GroupId, seat.PaymentId, Number(seat.UnitPrice.AmountMinor));
        }

        foreach (var item in command.Items)
        {
            Append(text, item.ProductId, Number(item.Quantity), item.DealId, item.ClaimId, Number(item.PriceVersion));
        }

        foreach (var voucherId in command.VoucherIds.IsDefault ? [] : command.VoucherIds)
        {
            Append(text, voucherId);
        }

        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 16);
    }

    // Ids have no spaces or line ends, and an absent value is told from an empty one.
    private static void Append(StringBuilder text, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            text.Append(value ?? "-").Append(' ');
        }

        text.Append('\n');
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
