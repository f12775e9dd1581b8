using System.CommandLine;
using System.Net.Sockets;
using Orleans.Runtime;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tools.Demo;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Serve;

/// <summary>The verb <c>serve</c>: silo, Api, hubs and page in one process.</summary>
internal static class ServeCommand
{
    private const int PortDefault = 5080;

    public static Command Build()
    {
        var port = PortOption();
        var host = HostOption();
        var data = new Option<string>("--data") { DefaultValueFactory = _ => "data", Description = "Directory of the store." };
        var empty = new Option<bool>("--empty") { Description = "No demo shop. The first account that registers owns the shop." };
        var noCrowd = new Option<bool>("--no-crowd") { Description = "The demo shop without its simulated people." };
        var meters = new Option<bool>("--meters") { Description = "Answers lines on standard input with what the process has used.", Hidden = true };
        var command = new Command("serve", "Start everything in one process.") { port, host, data, empty, noCrowd, meters };
        command.SetAction((arguments, cancellationToken) => ExecuteAsync(
            new ServeOptions(
                arguments.GetRequiredValue(host),
                arguments.GetValue(port),
                arguments.GetRequiredValue(data),
                arguments.GetValue(empty) ? null : new DemoShopOptions(HasCrowd: !arguments.GetValue(noCrowd)),
                arguments.GetValue(meters)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    /// <summary>The verb <c>api</c>: one Api of a cluster whose PostgreSQL the setting Cluster:ConnectionString names.</summary>
    public static Command BuildApi()
    {
        var port = PortOption();
        var host = HostOption();
        var guest = new Option<bool>("--guest") { Description = "Shows the demo shop that another Api fills and lets its crowd into." };
        var command = new Command("api", "Start an Api of a cluster, with the demo shop. ./run cluster starts these.") { port, host, guest };
        command.SetAction((arguments, cancellationToken) => ExecuteAsync(
            new ServeOptions(
                arguments.GetRequiredValue(host),
                arguments.GetValue(port),
                DataDirectory: null,
                new DemoShopOptions(HasCrowd: !arguments.GetValue(guest), IsFilledHere: !arguments.GetValue(guest))),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static Option<int> PortOption()
    {
        var port = new Option<int>("--port") { DefaultValueFactory = _ => PortDefault, Description = "Port of the page and the Api." };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue)
            {
                result.AddError("--port is between 0 and 65535; 0 takes a free one.");
            }
        });
        return port;
    }

    private static Option<string> HostOption() =>
        new("--host") { DefaultValueFactory = _ => "localhost", Description = "Address to listen on; 0.0.0.0 for every one." };

    private static async Task<int> ExecuteAsync(
        ServeOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var meters = options.HasMeters ? MeterReport.Start(Console.In, output) : null;
        try
        {
            await using var server = await ServeHost.StartAsync(
                options.Host, options.Port, options.DataDirectory, options.Demo, cancellationToken: cancellationToken);
            await output.WriteLineAsync($"SocialCommerce is ready at {server.Url}");
            if (server.IsDemoShop)
            {
                await output.WriteLineAsync(DemoPeople.Invitation);
            }

            await server.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is StoreException or StoreUnavailableException or OrleansConfigurationException)
        {
            await error.WriteLineAsync(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await error.WriteLineAsync($"Cannot listen on {options.Host}:{options.Port}: {exception.InnerException.Message}. Choose another with --port.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The data directory '{options.DataDirectory}' cannot be used: {exception.Message}");
        }

        return ExitCodes.BadInput;
    }
}

/// <summary>How the one process is started.</summary>
/// <param name="DataDirectory">Null: an Api of the cluster that the settings name.</param>
/// <param name="Demo">Null: no demo shop.</param>
/// <param name="HasMeters">Lines on standard input are answered by a <see cref="MeterReport"/>.</param>
internal sealed record ServeOptions(string Host, int Port, string? DataDirectory, DemoShopOptions? Demo, bool HasMeters = false);
