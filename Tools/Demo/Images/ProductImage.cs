using System.Globalization;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Images;

/// <summary>
/// Draws a product: its kind's outline on a gradient in its finish's colour. No text, so nothing can overflow, and the
/// same product looks the same everywhere.
/// </summary>
internal static class ProductImage
{
    public static string Draw(DemoProduct product)
    {
        var random = new Random(Taste.SeedOf(product.Slug));
        var hue = product.Finish.Hue + random.Next(-8, 9);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480">
            <defs>
            <linearGradient id="b" gradientTransform="rotate({random.Next(35, 75)})">
            <stop offset="0" stop-color="{Colour(hue - 14, 62, 88)}"/><stop offset="1" stop-color="{Colour(hue + 22, 52, 68)}"/>
            </linearGradient>
            <radialGradient id="l" cx="{random.Next(20, 50)}%" cy="12%" r="85%">
            <stop offset="0" stop-color="#fff" stop-opacity=".75"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
            </radialGradient>
            </defs>
            <rect width="480" height="480" fill="url(#b)"/>
            <circle cx="{random.Next(330, 450)}" cy="{random.Next(60, 170)}" r="{random.Next(70, 130)}" fill="{Colour(hue + 40, 60, 76)}" opacity=".5"/>
            <circle cx="{random.Next(20, 110)}" cy="{random.Next(330, 450)}" r="{random.Next(60, 110)}" fill="{Colour(hue - 30, 55, 80)}" opacity=".55"/>
            <rect width="480" height="480" fill="url(#l)"/>
            <ellipse cx="240" cy="392" rx="122" ry="15" fill="{Colour(hue, 45, 30)}" opacity=".22"/>
            <g transform="translate(90 90) scale(12.5)" fill="{Colour(hue, 70, 97)}" fill-opacity=".62" fill-rule="evenodd" stroke="{Colour(hue, 42, 24)}" stroke-width=".62" stroke-linecap="round" stroke-linejoin="round">
            <path d="{Glyphs.Of(product.Kind.Slug)}"/>
            </g>
            </svg>
            """);
    }

    private static string Colour(int hue, int saturation, int lightness) =>
        string.Create(CultureInfo.InvariantCulture, $"hsl({((hue % 360) + 360) % 360} {saturation}% {lightness}%)");
}
