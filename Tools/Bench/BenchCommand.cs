using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using SocialCommerce.Silo.Engine;
using SocialCommerce.Tools.Bench.Orders;
using SocialCommerce.Tools.Bench.Rooms;
using Spectre.Console;

namespace SocialCommerce.Tools.Bench;

/// <summary>The verb <c>bench</c>: measures this machine. Figures of one run compare with each other, not with another run's.</summary>
internal static class BenchCommand
{
    private static readonly Dictionary<string, Func<string, Task<IReadOnlyList<BenchRow>>>> Benches = new()
    {
        ["engine"] = static _ => EngineBench.RunAsync(),
        ["meter"] = static _ => MeterBench.RunAsync(),
        ["interactions"] = InteractionsBench.RunAsync,
        ["suggestions"] = SuggestionsBench.RunAsync,
        ["filters"] = FilterBench.RunAsync,
        ["recompute"] = RecomputeBench.RunAsync,
        ["startup"] = StartupBench.RunAsync,
        ["postgres"] = PostgresBench.RunAsync,
        ["inventory"] = InventoryBench.RunAsync,
        ["search"] = SearchBench.RunAsync,
    };

    /// <summary>Characters of a line that goes to no terminal.</summary>
    private const int FileWidth = 160;

    public static Command Build()
    {
        var name = new Argument<string>("NAME") { Description = $"One of {string.Join(", ", Benches.Keys)}, or rooms or orders, which have options of their own." };
        name.AcceptOnlyFromAmong([.. Benches.Keys]);
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("bench", "Measure this machine.") { name, json };
        command.Subcommands.Add(RoomsBenchCommand.Build(ReportAsync));
        command.Subcommands.Add(OrdersBenchCommand.Build(ReportAsync));
        command.SetAction((arguments, _) => ExecuteAsync(
            arguments.GetRequiredValue(name), arguments.GetValue(json), arguments.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> ExecuteAsync(string name, bool isJson, TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-bench-").FullName;
        try
        {
            await ReportAsync(name, await Benches[name](directory), isJson, output);
            return ExitCodes.Done;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task ReportAsync(string name, IReadOnlyList<BenchRow> rows, bool isJson, TextWriter output)
    {
        var report = new BenchReport(name, Commit(), SiloEngine.Name.ToLowerInvariant(), Environment.ProcessorCount, rows);
        if (isJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
        }
        else
        {
            Show(report);
        }
    }

    /// <summary>What this program was built from: the SDK puts the commit behind the version.</summary>
    public static string Commit()
    {
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var parts = version?.InformationalVersion.Split('+') ?? [];
        return parts.Length > 1 ? parts[1][..Math.Min(7, parts[1].Length)] : "unknown";
    }

    private static void Show(BenchReport report)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = FileWidth;
        }

        var table = new Table().AddColumns("scenario", "value", "unit", "p50 ms", "p99 ms", "bytes/op", "against", "ratio");
        foreach (var row in report.Rows)
        {
            table.AddRow(
                Markup.Escape(row.Scenario), Format(row.Value, "N1"), row.Unit, Format(row.P50Ms, "N2"), Format(row.P99Ms, "N2"),
                Format(row.BytesPerOp, "N0"), row.Against ?? "", Format(row.Ratio, "N2"));
        }

        AnsiConsole.MarkupLine($"bench {report.Bench}, commit {report.Commit}, engine {report.Engine}, {report.Cores} cores");
        AnsiConsole.Write(table);
    }

    private static string Format(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
