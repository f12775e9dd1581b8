using System.Collections.Frozen;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>What the demo shop sells: the same at every start, on every machine.</summary>
internal static class DemoCatalogue
{
    private const string Currency = "CNY";
    private const int Seed = 20_240_618;
    private const double SoldOutShare = 0.05;
    private const double ScarceShare = 0.12;

    public static readonly IReadOnlyList<Department> Departments =
    [
        Wardrobe.Clothing, Household.Tea, Leisure.Outdoor, Wardrobe.Shoes, Household.Kitchen, Leisure.Electronics,
        Wardrobe.Bags, Household.Home, Leisure.Beauty, Household.Books, Leisure.Toys,
    ];

    /// <summary>Every product, the departments mixed.</summary>
    public static readonly IReadOnlyList<DemoProduct> Products = Create();

    public static readonly FrozenDictionary<string, DemoProduct> BySlug = Products.ToFrozenDictionary(product => product.Slug);

    public static readonly FrozenDictionary<string, DemoProduct> ById = Products.ToFrozenDictionary(product => product.ProductId);

    public static IEnumerable<DemoProduct> In(Department department) =>
        Products.Where(product => product.Department == department);

    private static DemoProduct[] Create()
    {
        var random = new Random(Seed);
        var products = Departments
            .SelectMany(department => department.Kinds.SelectMany(
                kind => department.Finishes.Select(finish => Create(department, kind, finish, random))))
            .ToArray();
        random.Shuffle(products);
        return products;
    }

    private static DemoProduct Create(Department department, ProductKind kind, Finish finish, Random random) => new(
        department,
        kind,
        finish,
        department.Brands[random.Next(department.Brands.Length)],
        PriceOf(kind, finish, random),
        StockOf(random));

    // Prices end in 9 yuan, as shops like them.
    private static Money PriceOf(ProductKind kind, Finish finish, Random random)
    {
        var yuan = kind.Yuan * finish.Factor * (0.94 + (0.12 * random.NextDouble()));
        return new Money(Math.Max(9, ((long)Math.Round(yuan / 10) * 10) - 1) * 100, Currency);
    }

    private static int StockOf(Random random) => random.NextDouble() switch
    {
        < SoldOutShare => 0,
        < SoldOutShare + ScarceShare => random.Next(1, 6),
        _ => random.Next(20, 400),
    };
}
