namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>A category of the demo shop: every kind in every finish is a product.</summary>
/// <param name="SellerName">The sign-in name of who sells it, and may change price and stock.</param>
internal sealed record Department(
    string Category, string SellerName, string[] Brands, ProductKind[] Kinds, Finish[] Finishes);

/// <summary>What a thing is.</summary>
/// <param name="Yuan">The price of a plain one.</param>
internal sealed record ProductKind(
    string Slug, string English, string Chinese, int Yuan, string Note, string ChineseNote);

/// <summary>What a thing is made of, or looks like.</summary>
/// <param name="Factor">How much dearer than a plain one.</param>
/// <param name="Hue">The colour of its picture, in degrees.</param>
internal sealed record Finish(
    string Slug, string English, string Chinese, double Factor, int Hue, string Note, string ChineseNote);
