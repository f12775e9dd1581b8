using SocialCommerce.Tools.Demo.Catalogue;

namespace SocialCommerce.Tools.Demo.People;

/// <summary>What a circle of people likes, the dearest department first.</summary>
internal sealed record TasteCircle(string Name, Department[] Departments)
{
    public static readonly TasteCircle Tea = new("tea", [Household.Tea, Household.Kitchen, Household.Home]);

    public static readonly TasteCircle Wardrobe = new("wardrobe", [Catalogue.Wardrobe.Clothing, Catalogue.Wardrobe.Bags, Catalogue.Wardrobe.Shoes]);

    public static readonly TasteCircle Outdoor = new("outdoor", [Leisure.Outdoor, Catalogue.Wardrobe.Shoes, Catalogue.Wardrobe.Bags]);

    public static readonly TasteCircle Gear = new("gear", [Leisure.Electronics, Household.Books, Leisure.Outdoor]);

    public static readonly TasteCircle Beauty = new("beauty", [Leisure.Beauty, Catalogue.Wardrobe.Clothing, Household.Home]);

    public static readonly TasteCircle Family = new("family", [Leisure.Toys, Household.Kitchen, Household.Books]);
}
