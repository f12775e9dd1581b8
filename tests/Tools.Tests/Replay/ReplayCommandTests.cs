using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SocialCommerce.Tools.Replay;

namespace SocialCommerce.Tools.Tests.Replay;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("replay-tests-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Replay_TheSameFileTwice_GivesTheSameFigures()
    {
        var events = Write("events.csv", [ReplayEvent.Header, .. MakeEvents(400)]);
        var social = Write("social.txt", ["u1 u2", "u2 u3", "u3 u3"]);
        var products = Write("products.csv", ["item,category", .. Enumerable.Range(0, 30).Select(item => $"i{item},{item % 3}")]);

        var first = await RunAsync(events, "--social", social, "--products", products, "--json");
        var second = await RunAsync(events, "--social", social, "--products", products, "--json");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(Figures(first.Output), Figures(second.Output));
        Assert.Equal(400, Figures(first.Output)["events"]);
        Assert.InRange(Figures(first.Output)["hr@10"], 0.05, 1);
    }

    [Fact]
    public async Task Replay_CorruptLine_IsNamedAndPassedOver()
    {
        var events = Write("events.csv", ["u1,i1,100", "u1;i1;200", "u1,i2,300"]);

        var run = await RunAsync(events, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{events}:2: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Figures(run.Output)["events"]);
        Assert.Equal(1, Figures(run.Output)["badLines"]);
    }

    [Fact]
    public async Task Replay_CorruptLineStrictly_StopsThere()
    {
        var events = Write("events.csv", ["u1,i1,100", "u1;i1;200", "u1,i2,300"]);

        var run = await RunAsync(events, "--strict");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{events}:2: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_MissingFile_IsNamed()
    {
        var run = await RunAsync(Path.Combine(_directory, "nowhere.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere.csv", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> MakeEvents(int count)
    {
        var random = new Random(1);
        for (var number = 0; number < count; number++)
        {
            var user = random.Next(20);
            var item = (user % 3) + (3 * random.Next(10));
            yield return string.Create(CultureInfo.InvariantCulture, $"u{user},i{item},{1_000_000 + (number * 60)},click");
        }
    }

    private static Dictionary<string, double> Figures(string output)
    {
        var figures = JsonSerializer.Deserialize<Dictionary<string, double>>(output.Trim().Split('\n')[^1])!;
        figures.Remove("eventsPerSecond");
        return figures;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var command = new RootCommand { ReplayCommand.Build() };
        var exitCode = await command.Parse(["replay", .. arguments]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
