using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>A live room of the demo shop.</summary>
/// <param name="HostName">The sign-in name of the host.</param>
internal sealed record DemoRoom(string RoomId, string Title, string HostName, Department[] Departments)
{
    private const int ProductsMax = 24;
    private const int PinnedAtStart = 2;

    /// <summary>The merchant's room comes last: its host is whoever signs in, so nobody else pins there.</summary>
    public static readonly IReadOnlyList<DemoRoom> All =
    [
        new("r_demo-tea", "Tea & table: slow evening tasting 茶与器 · 慢品之夜", DemoPeople.TeaHost, [Household.Tea, Household.Kitchen]),
        new("r_demo-wardrobe", "Autumn wardrobe, tried on live 秋日衣橱 · 直播试穿", DemoPeople.WardrobeHost, [Wardrobe.Clothing, Wardrobe.Bags]),
        new("r_demo-outdoor", "Out for the weekend: camp and gear 周末去野 · 露营装备", Roles.Merchant, [Leisure.Outdoor, Leisure.Electronics]),
    ];

    /// <summary>What the room sells, its departments by turns, most of it in stock.</summary>
    public IReadOnlyList<DemoProduct> Products { get; } =
    [
        .. Departments.SelectMany(department => DemoCatalogue.In(department).Select((product, index) => (product, index)))
            .OrderBy(entry => entry.index).Select(entry => entry.product).Take(ProductsMax),
    ];

    /// <summary>What is pinned when the room opens.</summary>
    public IEnumerable<DemoProduct> FirstPins => Products.Where(product => product.Stock > 0).Take(PinnedAtStart);
}
