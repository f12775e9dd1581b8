using System.CommandLine;
using SocialCommerce.Client.Common;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Input;
using SocialCommerce.Tools.Simulate.Faults;
using SocialCommerce.Tools.Simulate.Kills;
using SocialCommerce.Tools.Simulate.Load;
using SocialCommerce.Tools.Simulate.Sale;

namespace SocialCommerce.Tools.Simulate;

/// <summary>The verb <c>simulate</c>: a crowd on a running server, which checks what it is shown.</summary>
internal static class SimulateCommand
{
    private const string KillsScenario = "kills";
    private const int ViewersMax = 20_000;
    private const int SecondsMax = 86_400;

    public static Command Build()
    {
        var url = UrlOption();
        var viewers = Bounded("--viewers", 50, ViewersMax, "Sockets in the room.");
        var seconds = Bounded("--seconds", 60, SecondsMax, "How long comments are sent.");
        var rate = RateOption();
        var room = new Option<string?>("--room") { Description = "Room to join; the first live one unless given." };
        var sockets = Bounded("--sockets-per-account", 5, 10_000, "At most the server's setting Live:ConnectionsPerUserMax (5).");
        var password = new Option<string>("--password")
        {
            DefaultValueFactory = _ => "simulated-crowd-1",
            Description = "Password of the accounts simulated-001 and so on, which stay on the server for the next run.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var scenario = ScenarioOption();
        var kills = Bounded("--kills", 2, 1_000, "How often a scenario kills its server; once in a flash sale unless given, or never.", min: 0);
        var command = new Command("simulate", "A crowd on a running server; ends with 1 when anything was lost, doubled or out of order.")
        {
            url, viewers, seconds, rate, room, sockets, password, json, scenario, kills,
        };
        var load = new LoadArguments();
        load.AddTo(command);
        var sale = new FlashSaleArguments();
        sale.AddTo(command);
        var faults = new FaultArguments();
        faults.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            var options = new SimulateOptions(
                arguments.GetRequiredValue(url),
                arguments.GetValue(viewers),
                TimeSpan.FromSeconds(arguments.GetValue(seconds)),
                arguments.GetValue(rate),
                arguments.GetValue(room),
                arguments.GetValue(sockets),
                arguments.GetRequiredValue(password),
                arguments.GetValue(json));
            var streams = arguments.InvocationConfiguration;
            if (arguments.GetValue(scenario) == FlashSaleArguments.Scenario)
            {
                return FlashSaleArguments.ExecuteAsync(sale.Read(arguments, seconds, kills), options.IsJson, streams, cancellationToken);
            }

            if (arguments.GetValue(scenario) == FaultArguments.Scenario)
            {
                return FaultArguments.ExecuteAsync(faults.Read(arguments, sale.Keep), options.IsJson, streams, cancellationToken);
            }

            return arguments.GetValue(scenario) is null
                ? ExecuteAsync(options, load.Read(arguments), streams.Output, streams.Error, cancellationToken)
                : KillAsync(
                    new KillOptions(options.Viewers, options.Duration, options.CommentsPerSecond, arguments.GetValue(kills)),
                    options.IsJson,
                    streams.Output,
                    cancellationToken);
        });
        return command;
    }

    private static Option<Uri> UrlOption() => new("--url")
    {
        DefaultValueFactory = _ => new Uri("http://localhost:5080"),
        Description = "Address of the server.",
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : Refuse(result),
    };

    private static Option<string?> ScenarioOption()
    {
        var scenario = new Option<string?>("--scenario")
        {
            Description = "kills: a server of its own is killed under the crowd, and all logs are compared. flash-sale: very many want very few units. "
                + "faults: a server of its own is killed, or its disk fails, under buyers.",
        };
        scenario.AcceptOnlyFromAmong(KillsScenario, FlashSaleArguments.Scenario, FaultArguments.Scenario);
        return scenario;
    }

    private static Option<double> RateOption()
    {
        var rate = new Option<double>("--comments-per-second")
        {
            DefaultValueFactory = _ => 5,
            Description = "Comments due per second, over all viewers. An account may send 20 in 30 s (setting Live:CommentsMax): "
                + "more than 0.6 per second and account are refused.",
        };
        rate.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 10_000))
            {
                result.AddError("--comments-per-second is above 0 and at most 10000.");
            }
        });
        return rate;
    }

    private static async Task<int> ExecuteAsync(
        SimulateOptions options, LoadOptions? load, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = options.Url };
            var (text, isCorrect) = load is null
                ? await RunClientsAsync(options, http, cancellationToken)
                : await RunLoadAsync(options, load, http, cancellationToken);
            await output.WriteLineAsync(text);
            return isCorrect ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is SimulationException or BenchException or ApiException or HttpRequestException)
        {
            await error.WriteLineAsync($"The crowd could not be formed on {options.Url}: {exception.Message}");
            return ExitCodes.BadInput;
        }
    }

    private static async Task<(string Text, bool IsCorrect)> RunClientsAsync(
        SimulateOptions options, HttpClient http, CancellationToken cancellationToken)
    {
        var result = await new Simulation(options, http, TimeProvider.System, new TaskProgress()).RunAsync(cancellationToken);
        return (options.IsJson ? result.ToJson() : result.ToText(), result.IsCorrect);
    }

    private static async Task<(string Text, bool IsCorrect)> RunLoadAsync(
        SimulateOptions options, LoadOptions load, HttpClient http, CancellationToken cancellationToken)
    {
        var report = await new LoadSimulation(options, load, http, TimeProvider.System, new TaskProgress()).RunAsync(cancellationToken);
        return (options.IsJson ? report.ToJson() : report.ToText(), report.IsCorrect);
    }

    private static async Task<int> KillAsync(KillOptions options, bool isJson, TextWriter output, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-kills-").FullName;
        try
        {
            var result = await new KillSimulation(options, TimeProvider.System, new TaskProgress()).RunAsync(directory, cancellationToken);
            await output.WriteLineAsync(isJson ? result.ToJson() : result.ToText());
            return result.IsCorrect ? ExitCodes.Done : ExitCodes.Failed;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Option<int> Bounded(string name, int value, int max, string description, int min = 1)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < min || given > max))
            {
                result.AddError($"{name} is between {min} and {max}.");
            }
        });
        return option;
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--url is an http or https address.");
        return null;
    }
}
