using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Crash.Tests;

/// <summary>
/// Servers that are killed while they write and disks that fail under them: ./run simulate --scenario faults holds what buyers
/// were told against the store. docs/reliability.md says what it was measured with; here it is a little of each.
/// SOCIAL_COMMERCE_FAULTS says how many kills there are, or faults of a kind (6).
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int CountDefault = 6;

    /// <summary>Five on a machine of one's own; tests share theirs.</summary>
    private const string StartSecondsMax = "20";

    [Fact]
    public Task Kill_AtRandomMoments_LosesAndDoublesNothing() => SimulateAsync("kill-random", Count(CountDefault));

    [StraceFact]
    public Task Kill_AtEachWritePoint_LosesAndDoublesNothing() => SimulateAsync("kill-point", Count(1));

    [StraceFact]
    public Task DiskThatFails_IsToldAsSuch_AndServiceReturnsByItself() => SimulateAsync("eio", Count(CountDefault));

    [StraceFact]
    public Task DiskThatIsFull_IsToldAsSuch_AndServiceReturnsByItself() => SimulateAsync("enospc", Count(CountDefault));

    private async Task SimulateAsync(string fault, int count)
    {
        string[] arguments =
        [
            ServerProcess.Setting("ToolsPath"), "simulate", "--scenario", "faults", "--fault", fault,
            "--count", count.ToString(CultureInfo.InvariantCulture), "--start-seconds", StartSecondsMax, "--json",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var printed = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        output.WriteLine(printed);

        Assert.True(process.ExitCode == 0, $"{printed}\n{await error}");
        var result = JsonDocument.Parse(printed.Split('\n')[^1]).RootElement;
        Assert.Equal(0, result.GetProperty("violations").GetInt32());
        Assert.True(result.GetProperty("orders").GetInt32() > 0, "Nobody ordered anything.");
    }

    private static int Count(int value) =>
        Environment.GetEnvironmentVariable("SOCIAL_COMMERCE_FAULTS") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}

/// <summary>A test that needs strace, and says so where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, "strace"))))
        {
            Skip = "strace is not installed. Debian has it: apt-get install strace.";
        }
    }
}
