using System.Diagnostics;
using System.Text.Json;
using SocialCommerce.Silo.Engine;

namespace SocialCommerce.Tools.Bench;

/// <summary>Runs the same bench on Orleans, in a process of its own, where that build is at hand.</summary>
internal static class OrleansBeside
{
    private const string Name = "Orleans";

    /// <summary>Empty when this is Orleans itself, or there is no build on it. ./run bench makes one where it can.</summary>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string bench)
    {
        // Every engine has its folder: artifacts/local/bin/Tools/release and artifacts/orleans/bin/Tools/release.
        var program = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "..", "..", "orleans", "bin", "Tools", "release", "SocialCommerce.Tools.dll"));
        if (SiloEngine.Name == Name || !File.Exists(program))
        {
            return [];
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "bench", bench, "--json"]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<BenchReport>(output.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!.Rows
            : throw new InvalidOperationException($"bench {bench} on Orleans ended with {process.ExitCode}.");
    }

    /// <summary>Theirs go in front, each of ours gets its ratio to theirs.</summary>
    public static IReadOnlyList<BenchRow> Compare(IReadOnlyList<BenchRow> ours, IReadOnlyList<BenchRow> theirs)
    {
        var byScenario = theirs.ToDictionary(row => row.Scenario, StringComparer.Ordinal);
        return
        [
            .. theirs.Select(row => row with { Scenario = $"{row.Scenario} (orleans)" }),
            .. ours.Select(row => byScenario.TryGetValue(row.Scenario, out var other)
                ? row with { Against = "orleans", Ratio = row.Value / other.Value }
                : row),
        ];
    }
}
