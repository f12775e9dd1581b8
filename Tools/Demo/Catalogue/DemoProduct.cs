using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>One product of the demo shop.</summary>
internal sealed record DemoProduct(Department Department, ProductKind Kind, Finish Finish, string Brand, Money Price, int Stock)
{
    public string Slug { get; } = $"{Finish.Slug}-{Kind.Slug}";

    public string ProductId => $"p_{Slug}";

    public string Title => $"{Finish.English} {Kind.English} {Finish.Chinese}{Kind.Chinese}";

    public ProductDetails Describe() => new(
        Title,
        $"{Finish.Note} {Kind.Note}\n{Finish.ChineseNote}{Kind.ChineseNote}",
        Department.Category,
        Brand,
        Price,
        Stock,
        $"{Images.DemoImageEndpoints.Folder}/{Slug}.svg",
        ImmutableDictionary<string, string>.Empty
            .Add("finish", $"{Finish.English} {Finish.Chinese}")
            .Add("kind", $"{Kind.English} {Kind.Chinese}"));
}
