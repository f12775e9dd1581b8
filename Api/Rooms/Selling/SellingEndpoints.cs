namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>What is sold in a room.</summary>
internal static class SellingEndpoints
{
    public static void MapSelling(this RouteGroupBuilder rooms)
    {
        rooms.MapPinHistory();
        rooms.MapDeals();
        rooms.MapVouchers();
        rooms.MapPinAdvice();
    }
}
