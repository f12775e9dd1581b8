using System.Diagnostics;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Tests.Samples;

/// <summary>The clients that the page for developers shows: short, compiled and run as they stand there.</summary>
public sealed class SampleTests
{
    private const int LinesMax = 50;

    /// <summary>How long a sample listens.</summary>
    private const string Seconds = "2";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("typescript/client.ts")]
    [InlineData("csharp/Client.cs")]
    public void Sample_IsShort(string file) => Assert.InRange(File.ReadAllLines(SampleOf(file)).Length, 1, LinesMax - 1);

    [BrowserFact]
    public async Task TypeScript_CompilesStrictlyAndTalksToTheServer()
    {
        using var data = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");
        var modules = ServerProcess.Setting("WebModules");

        // Below the modules, where Node finds what the sample imports.
        var output = Path.Combine(modules, ".samples");
        await RunAsync("node", Path.Combine(modules, "typescript", "bin", "tsc"), "-p", SampleOf("typescript/tsconfig.json"), "--outDir", output);
        var compiled = Path.Combine(output, "client.mjs");
        File.Move(Path.Combine(output, "client.js"), compiled, overwrite: true);
        var printed = await RunAsync("node", compiled, Address(server), Seconds);

        ExpectConversation(printed, "Hello from TypeScript");
    }

    [BrowserFact]
    public async Task CSharp_RunsAsOneFileAndTalksToTheServer()
    {
        using var data = new TempDirectory();
        using var elsewhere = new TempDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path, port: 0, "--no-crowd");

        // As whoever copies it: away from this repository's own build files.
        var copy = Path.Combine(elsewhere.Path, "Client.cs");
        File.Copy(SampleOf("csharp/Client.cs"), copy);
        var printed = await RunAsync("dotnet", "run", copy, Address(server), Seconds);

        ExpectConversation(printed, "Hello from C#");
    }

    private static void ExpectConversation(string printed, string comment)
    {
        Assert.Contains("joined ", printed, StringComparison.Ordinal);
        Assert.Contains("comment.added", printed, StringComparison.Ordinal);
        Assert.Contains(comment, printed, StringComparison.Ordinal);
        Assert.Contains("suggested ", printed, StringComparison.Ordinal);
    }

    private static string SampleOf(string file) => Path.Combine(ServerProcess.Setting("SamplesPath"), file);

    private static string Address(ServerProcess server) => server.Url.ToString().TrimEnd('/');

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
        return await output;
    }
}
