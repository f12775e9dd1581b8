using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests;

/// <summary>A test that needs Chromium and the built page, and says so where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Find() is null)
        {
            Skip = "There is no Chromium: install it (apt-get install chromium), or name one in the variable CHROMIUM.";
        }
        else if (!File.Exists(Path.Combine(ServerProcess.Setting("WebRoot"), "index.html")))
        {
            Skip = "The page is not built: npm ci and npm run build in Web, or ./test, which does it.";
        }
    }
}
