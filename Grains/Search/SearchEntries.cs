using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Search;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Search;

/// <summary>What there is to find of each sort of thing. Pure.</summary>
internal static class SearchEntries
{
    public static SearchEntry Of(ProductSnapshot product)
    {
        var details = product.Details;
        var text = details.IsHidden
            ? null
            : new SearchEntryText(
                details.Title, details.Brand, details.Category, string.Join('\n', details.Attributes.Values.Append(details.Description)));
        return new SearchEntry(
            SearchKind.Product, product.ProductId, product.Version, text,
            details.Stock > 0 ? SearchStanding.Usual : SearchStanding.SoldOut);
    }

    /// <summary>Rooms are found from when they are announced until they are over, and when they are shown again.</summary>
    public static SearchEntry Of(RoomSummary room) => new(
        SearchKind.Room,
        room.RoomId,
        room.Version,
        room.Status == RoomStatus.Ended ? null : new SearchEntryText(room.Title, room.HostName),
        room.Status == RoomStatus.Live ? SearchStanding.Live : SearchStanding.Usual);

    public static SearchEntry Of(UserProfile user) =>
        new(SearchKind.User, user.UserId, user.Version, new SearchEntryText(user.DisplayName));

    /// <summary>Whether two versions of a product are found alike, so that nobody needs to be told.</summary>
    public static bool IsFoundAlike(ProductDetails before, ProductDetails after) =>
        before.Stock > 0 == after.Stock > 0
        && before with { Stock = after.Stock, Price = after.Price, ImageUrl = after.ImageUrl } == after;
}
