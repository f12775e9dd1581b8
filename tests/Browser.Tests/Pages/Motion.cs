using Microsoft.Playwright;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>What moves on a page by itself.</summary>
internal static class Motion
{
    // What a change sets going begins with the next frame. What never ends, as a light that glows, is not waited for.
    private const string End = """
        async () => {
          const frame = () => new Promise(requestAnimationFrame);
          await frame();
          await frame();
          const moving = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
          await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
          await frame();
        }
        """;

    /// <summary>Waits until nothing is halfway from one look to another.</summary>
    public static Task EndAsync(IPage page) => page.EvaluateAsync(End);
}
