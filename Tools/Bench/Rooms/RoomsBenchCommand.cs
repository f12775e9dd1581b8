using System.CommandLine;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>The bench of the live room: <c>./run bench rooms</c>.</summary>
internal static class RoomsBenchCommand
{
    public const string Name = "rooms";

    private const int RepeatDefault = 5;
    private const int ViewersMax = 18_000;
    private const int SecondsMax = 86_400;

    /// <summary>In the order in which all of them are run.</summary>
    private static readonly Dictionary<string, Func<RoomsContext, CancellationToken, Task<IReadOnlyList<BenchRow>>>> Scenarios = new()
    {
        ["idle"] = CrowdScenarios.IdleAsync,
        ["broadcast"] = BroadcastScenarios.BroadcastAsync,
        ["ceiling"] = BroadcastScenarios.CeilingAsync,
        ["items"] = LoadScenarios.ItemsAsync,
        ["accept"] = LoadScenarios.AcceptAsync,
        ["reactions"] = LoadScenarios.ReactionsAsync,
        ["stalled"] = StalledScenario.RunAsync,
        ["storm"] = CrowdScenarios.StormAsync,
        ["many"] = CrowdScenarios.ManyAsync,
    };

    /// <param name="show">Prints the report: rows, whether as JSON, and where to.</param>
    public static Command Build(Func<string, IReadOnlyList<BenchRow>, bool, TextWriter, Task> show)
    {
        var scenarios = new Option<string[]>("--scenario")
        {
            Description = $"Which to run, all unless given: {string.Join(", ", Scenarios.Keys)}.",
            AllowMultipleArgumentsPerToken = true,
        };
        scenarios.AcceptOnlyFromAmong([.. Scenarios.Keys]);
        var viewers = new Option<int?>("--viewers") { Description = "Sockets, instead of what each scenario has." };
        var seconds = new Option<int?>("--seconds") { Description = "Length of every stretch, instead of what each scenario has." };
        var repeat = new Option<int>("--repeat") { DefaultValueFactory = _ => RepeatDefault, Description = "Every figure is the median of so many." };
        var keep = new Option<string?>("--keep") { Description = "A file of finished scenarios: those in it are not run again." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        Bound(viewers, 8, ViewersMax);
        Bound(seconds, 1, SecondsMax);
        Bound(repeat, 1, 100);
        var command = new Command(Name, "The live room, beside raw SignalR and Socket.IO.") { scenarios, viewers, seconds, repeat, keep, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var options = new RoomsOptions(
                arguments.GetValue(scenarios) is { Length: > 0 } chosen ? chosen : [.. Scenarios.Keys],
                arguments.GetValue(viewers),
                arguments.GetValue(seconds) is { } length ? TimeSpan.FromSeconds(length) : null,
                arguments.GetValue(repeat),
                arguments.GetValue(keep));
            return await ExecuteAsync(options, arguments.GetValue(json), show, arguments.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(
        RoomsOptions options,
        bool isJson,
        Func<string, IReadOnlyList<BenchRow>, bool, TextWriter, Task> show,
        InvocationConfiguration streams,
        CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-bench-").FullName;
        try
        {
            using var context = new RoomsContext(options, directory, streams.Error);
            var kept = KeptRows.Open(options.KeepFile, BenchCommand.Commit());
            foreach (var name in options.Scenarios.Where(name => !kept.Has(name)))
            {
                context.Say($"{name}…");
                kept.Add(name, await Scenarios[name](context, cancellationToken));
            }

            await show(Name, kept.Of(options.Scenarios), isJson, streams.Output);
            return ExitCodes.Done;
        }
        catch (BenchException exception)
        {
            await streams.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Bound<T>(Option<T> option, int min, int max) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T>() is int given && (given < min || given > max))
        {
            result.AddError($"{option.Name} is between {min} and {max}.");
        }
    });
}
