using System.CommandLine;
using System.Runtime.InteropServices;
using SocialCommerce.Api.Hosting;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Cluster;

/// <summary>The verb <c>cluster</c>: silos and Api processes on this machine, over one PostgreSQL.</summary>
internal static class ClusterCommand
{
    private const int NodesMax = 16;

    public static Command Build()
    {
        var silos = Count("--silos", 3, "Silo processes.");
        var apis = Count("--apis", 2, "Api processes.");
        var host = new Option<string>("--host") { DefaultValueFactory = _ => "localhost", Description = "Address that the Api processes listen on." };
        var port = Port("--port", 5080, "Port of the first Api; the others have the next ones.");
        var siloPort = Port("--silo-port", 11_111, "Port of the first silo; gateways are 1000, health answers 2000 above.");
        var data = new Option<string>("--data") { DefaultValueFactory = _ => "data", Description = "Directory of keys, logs and the database." };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL; a server of its own unless given." };
        var empty = new Option<bool>("--empty") { Description = "No demo shop. The first account that registers owns the shop." };
        var command = new Command("cluster", "Start a cluster on this machine. SIGHUP restarts its silos one by one.")
        {
            silos, apis, host, port, siloPort, data, postgres, empty,
        };
        command.SetAction((arguments, cancellationToken) => ExecuteAsync(
            new ClusterRunOptions(
                arguments.GetValue(silos),
                arguments.GetValue(apis),
                arguments.GetRequiredValue(host),
                arguments.GetValue(port),
                arguments.GetValue(siloPort),
                Path.GetFullPath(arguments.GetRequiredValue(data)),
                arguments.GetValue(postgres),
                HasDemo: !arguments.GetValue(empty),
                Environment.GetEnvironmentVariable("Web__Root")),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(
        ClusterRunOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!ClusterClient.IsSupported)
        {
            await error.WriteLineAsync("A cluster needs the Orleans engine: ./run cluster --engine orleans.");
            return ExitCodes.BadInput;
        }

        try
        {
            await using var cluster = await ClusterSupervisor.StartAsync(
                options, ClusterPrograms.Find(AppContext.BaseDirectory), error.WriteLine, cancellationToken);
            foreach (var url in cluster.ApiUrls)
            {
                await output.WriteLineAsync($"SocialCommerce is ready at {url}");
            }

            if (options.HasDemo)
            {
                await output.WriteLineAsync(DemoPeople.Invitation);
            }

            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                _ = RestartSilosAsync(cluster, error, cancellationToken);
            });
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            await error.WriteLineAsync("Stopping the cluster…");
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is ClusterException or LocalPostgresException or FileNotFoundException)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }
    }

    private static async Task RestartSilosAsync(ClusterSupervisor cluster, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.RestartSilosAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ClusterException or OperationCanceledException)
        {
            await error.WriteLineAsync($"The restart of the silos was not finished: {exception.Message}");
        }
    }

    private static Option<int> Count(string name, int value, string description)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > NodesMax)
            {
                result.AddError($"{name} is between 1 and {NodesMax}.");
            }
        });
        return option;
    }

    private static Option<int> Port(string name, int value, string description)
    {
        // Room for the nodes that count up from it, and for what silos have above it.
        const int PortMax = ushort.MaxValue - 3_000;
        var option = new Option<int>(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > PortMax)
            {
                result.AddError($"{name} is between 1 and {PortMax}.");
            }
        });
        return option;
    }
}
