using System.Diagnostics;
using System.Text.Json;
using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Crash.Tests;

/// <summary>
/// Everybody in a room sees one log, whatever happens to the server: ./run simulate --scenario kills compares all of them
/// with the stored one. It is measured with --seconds 600; here it is short.
/// </summary>
public sealed class RoomLogsTests(ITestOutputHelper output)
{
    private const int Kills = 2;

    [Fact]
    public async Task Kill_WhileARoomIsCommentedIn_EveryViewersLogIsTheStoredOne()
    {
        string[] arguments =
        [
            ServerProcess.Setting("ToolsPath"), "simulate", "--scenario", "kills", "--kills", $"{Kills}", "--viewers", "40",
            "--seconds", "20", "--comments-per-second", "50", "--json",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var printed = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        output.WriteLine(printed);

        Assert.True(process.ExitCode == 0, $"{printed}\n{await error}");
        var result = JsonDocument.Parse(printed.Split('\n')[^1]).RootElement;
        Assert.Empty(result.GetProperty("mistakes").EnumerateArray());
        Assert.Equal(1_000, result.GetProperty("acknowledged").GetInt32());
        Assert.True(result.GetProperty("reconnects").GetInt64() >= 40 * Kills, "Nobody noticed the kills.");
    }
}
