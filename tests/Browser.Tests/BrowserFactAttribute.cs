using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests;

/// <summary>A test that needs Chromium and the built page, and says so where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public BrowserFactAttribute()
    {
        if (FindChromium() is null)
        {
            Skip = "There is no Chromium: install it (apt-get install chromium), or name one in the variable CHROMIUM.";
        }
        else if (!File.Exists(Path.Combine(ServerProcess.Setting("WebRoot"), "index.html")))
        {
            Skip = "The page is not built: npm ci and npm run build in Web, or ./test, which does it.";
        }
    }

    public static string? FindChromium() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : FindOnPath();

    private static string? FindOnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(directory => Names.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
}
