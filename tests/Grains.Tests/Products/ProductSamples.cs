using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Tests.Products;

/// <summary>Products and commands for tests.</summary>
internal static class ProductSamples
{
    public const string Seller = "seller";

    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static ProductDetails Details(string title = "Teapot", string category = "kitchen", int stock = 5) => new(
        title,
        "Holds a litre.",
        category,
        "Brand",
        new Money(1999, "CNY"),
        stock,
        "/p/1.png",
        ImmutableDictionary<string, string>.Empty.Add("colour", "red"));

    public static CreateProduct Create(string title = "Teapot", string category = "kitchen", int stock = 5) =>
        new(Seller, Details(title, category, stock), Now);
}
