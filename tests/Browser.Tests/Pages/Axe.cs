using System.Text.Json;
using Microsoft.Playwright;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests.Pages;

/// <summary>Asks axe-core what keeps people from using a page.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ["violations"] });
          return JSON.stringify(violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`)));
        }
        """;

    private static readonly Lazy<string> Source = new(
        () => File.ReadAllText(Path.Combine(ServerProcess.Setting("WebModules"), "axe-core", "axe.min.js")));

    /// <summary>What is serious or critical, each with the element it is about.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        // Evaluated, since the page's own policy lets no script in.
        await page.EvaluateAsync(Source.Value);

        // Halfway from one colour to another nothing has the contrast that it has.
        await Motion.EndAsync(page);
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run)) ?? [];
    }
}
