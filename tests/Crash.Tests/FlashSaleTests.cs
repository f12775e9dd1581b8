using System.Diagnostics;
using System.Text.Json;
using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Crash.Tests;

/// <summary>
/// Exactly as many units are sold as there are, whatever happens to the server: ./run simulate --scenario flash-sale holds what
/// every buyer was told against the store. It is measured with 50,000 attempts in 10 s; here it is small.
/// </summary>
public sealed class FlashSaleTests(ITestOutputHelper output)
{
    private const int Units = 100;

    [Fact]
    public async Task Kill_InAFlashSale_SellsExactlyWhatThereIs()
    {
        string[] arguments =
        [
            ServerProcess.Setting("ToolsPath"), "simulate", "--scenario", "flash-sale", "--kills", "1", "--attempts", "2000", "--seconds", "4",
            "--units", $"{Units}", "--buyers", "20", "--hold-seconds", "6", "--json",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var printed = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        output.WriteLine(printed);

        Assert.True(process.ExitCode == 0, $"{printed}\n{await error}");
        var result = JsonDocument.Parse(printed.Split('\n')[^1]).RootElement;
        Assert.Equal((Units, Units, 0, 0), (Number(result, "sold"), Number(result, "paid"), Number(result, "left"), Number(result, "violations")));
        Assert.True(Number(result, "unknown") > 0, "Nobody noticed the kill.");
    }

    private static int Number(JsonElement result, string name) => result.GetProperty(name).GetInt32();
}
