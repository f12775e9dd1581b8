using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>
/// Lets the crowd in: everybody speaks through the public contract, over loopback, like any other client. Only their
/// sessions are opened in process, because nobody knows their passwords.
/// </summary>
internal sealed class CrowdDirector(
    SeededAccounts accounts, IServer server, IHostApplicationLifetime lifetime, TimeProvider clock, ILoggerFactory loggers)
{
    private static readonly TimeSpan MerchantsTime = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await UntilStartedAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = FindAddress() };
        var door = new CrowdDoor(accounts, http, clock);
        var logger = loggers.CreateLogger<CrowdDirector>();
        var members = DemoPeople.Viewers.Select(person => new CrowdViewer(person, door, clock, logger).RunAsync(cancellationToken));

        // The merchant's room is left to whoever signs in as the merchant, and the merchant's orders are for a while.
        var hosts = DemoPeople.Hosts.Select(person => new CrowdHost(
            person, DemoRoom.All.Single(room => room.HostName == person.UserName), door, clock, logger).RunAsync(cancellationToken));
        var warehouses = DemoPeople.Hosts.Select(person => (Person: person, Patience: TimeSpan.Zero))
            .Concat(DemoPeople.Accounts.Where(person => person.UserName == Roles.Merchant).Select(person => (Person: person, Patience: MerchantsTime)))
            .Select(entry => new CrowdWarehouse(entry.Person, entry.Patience, door, clock, logger).RunAsync(cancellationToken));
        await Task.WhenAll(members.Concat(hosts).Concat(warehouses));
    }

    private async Task UntilStartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private Uri FindAddress()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server listens nowhere.");
        var listening = BindingAddress.Parse(address);
        var host = listening.Host is "localhost" or "0.0.0.0" or "[::]" or "+" or "*" ? "localhost" : listening.Host;
        return new UriBuilder(listening.Scheme, host, listening.Port).Uri;
    }
}
