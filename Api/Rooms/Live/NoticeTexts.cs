namespace SocialCommerce.Api.Rooms.Live;

/// <summary>What a notice says to who does not know its kind.</summary>
internal static class NoticeTexts
{
    public static string Of(string kind) => kind switch
    {
        "order.paid" => "Your order is paid.",
        "order.shipped" => "Your order is on its way.",
        "order.delivered" => "Your order has arrived.",
        "order.cancelled" => "Your order is cancelled.",
        "order.expired" => "Your order was not paid in time.",
        "order.refunded" => "Your money is on its way back.",
        _ => kind,
    };
}
