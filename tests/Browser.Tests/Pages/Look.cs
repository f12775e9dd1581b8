namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>In which language and colours, and on what, somebody looks at the page.</summary>
internal sealed record Look(string Language, string Theme, Screen Screen)
{
    /// <summary>Every pair of language, colours and screen is among these.</summary>
    public static readonly IReadOnlyList<Look> Pairs =
    [
        new("en", "light", Screen.Desktop), new("en", "dark", Screen.Phone),
        new("zh", "light", Screen.Phone), new("zh", "dark", Screen.Desktop),
    ];

    public static readonly IReadOnlyList<Look> All =
    [
        .. from screen in new[] { Screen.Desktop, Screen.Phone }
           from language in new[] { "en", "zh" }
           from theme in new[] { "light", "dark" }
           select new Look(language, theme, screen),
    ];

    public override string ToString() => $"{Screen.Name}-{Language}-{Theme}";
}

internal sealed record Screen(string Name, int Width, int Height)
{
    public static readonly Screen Phone = new("phone", 390, 844);

    public static readonly Screen Desktop = new("desktop", 1440, 900);
}
