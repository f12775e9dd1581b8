using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SocialCommerce.Browser.Figures.Measure;

internal sealed record Row(string Scenario, double Value, string Unit);

/// <summary>The same shape as that of the other benches.</summary>
internal sealed record Report(string Bench, string Commit, string Engine, int Cores, IReadOnlyList<Row> Rows)
{
    public static async Task WriteAsync(string bench, IReadOnlyList<Row> rows, bool isJson)
    {
        var report = new Report(bench, await CommitAsync(), "local", Environment.ProcessorCount, rows);
        Console.WriteLine($"bench {report.Bench}, commit {report.Commit}, {report.Cores} cores");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Scenario,-64} {row.Value,12:0.###} {row.Unit}"));
        }

        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
        }
    }

    private static async Task<string> CommitAsync()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true })!;
        return (await git.StandardOutput.ReadToEndAsync()).Trim();
    }
}
