using System.CommandLine;
using System.Net.Sockets;
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
        var port = new Option<int>("--port") { DefaultValueFactory = _ => PortDefault, Description = "Port of the page and the Api." };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue)
            {
                result.AddError("--port is between 0 and 65535; 0 takes a free one.");
            }
        });
        var host = new Option<string>("--host") { DefaultValueFactory = _ => "localhost", Description = "Address to listen on; 0.0.0.0 for every one." };
        var data = new Option<string>("--data") { DefaultValueFactory = _ => "data", Description = "Directory of the store." };
        var empty = new Option<bool>("--empty") { Description = "No demo shop. The first account that registers owns the shop." };
        var noCrowd = new Option<bool>("--no-crowd") { Description = "The demo shop without its simulated people." };
        var command = new Command("serve", "Start everything in one process.") { port, host, data, empty, noCrowd };
        command.SetAction((arguments, cancellationToken) => ExecuteAsync(
            new ServeOptions(
                arguments.GetRequiredValue(host),
                arguments.GetValue(port),
                arguments.GetRequiredValue(data),
                arguments.GetValue(empty) ? null : new DemoShopOptions(HasCrowd: !arguments.GetValue(noCrowd))),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(
        ServeOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = await ServeHost.StartAsync(
                options.Host, options.Port, options.DataDirectory, options.Demo, cancellationToken: cancellationToken);
            await output.WriteLineAsync($"SocialCommerce is ready at {server.Url}");
            if (server.IsDemoShop)
            {
                var names = string.Join(", ", DemoPeople.Accounts.Select(person => person.UserName));
                await output.WriteLineAsync($"Demo accounts: {names}; password {DemoPeople.Password}");
            }

            await server.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (StoreException exception)
        {
            await error.WriteLineAsync(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await error.WriteLineAsync($"Cannot listen on {options.Host}:{options.Port}: {exception.InnerException.Message}. Choose another with --port.");
        }

        return ExitCodes.BadInput;
    }
}

/// <summary>How the one process is started.</summary>
/// <param name="Demo">Null: no demo shop.</param>
internal sealed record ServeOptions(string Host, int Port, string DataDirectory, DemoShopOptions? Demo);
