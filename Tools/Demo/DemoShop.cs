using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Tools.Demo.Crowd;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo;

/// <summary>
/// Fills a store that is nobody's with the demo shop, then lets the crowd in. The accounts are there before the process
/// listens; the rest follows while it answers already.
/// </summary>
internal sealed partial class DemoShop(
    DemoSeeder seeder,
    CrowdDirector crowd,
    DemoShopOptions options,
    IConfiguration configuration,
    ILogger<DemoShop> logger) : BackgroundService
{
    /// <summary>Whether this store is a demo shop. Known when the host has started.</summary>
    public bool IsOpen { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        IsOpen = await seeder.TryOpenAsync(cancellationToken);
        if (IsOpen)
        {
            Announce();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOpen)
        {
            LogNotDemo();
            return;
        }

        if (!options.IsFilledHere)
        {
            return;
        }

        try
        {
            await seeder.FillAsync(stoppingToken);
            if (options.HasCrowd)
            {
                await crowd.RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what is not filled yet is filled at the next start.
        }
#pragma warning disable CA1031 // The shop that people built goes on without the demo's part in it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    // The page offers these at sign-in: see Api/Operations/DemoEndpoints.
    private void Announce()
    {
        foreach (var (index, person) in DemoPeople.Accounts.Index())
        {
            configuration[$"Demo:Accounts:{index}:UserName"] = person.UserName;
            configuration[$"Demo:Accounts:{index}:Password"] = DemoPeople.Password;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The store has an owner: no demo shop here")]
    private partial void LogNotDemo();

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo shop is not complete; the next start goes on with it")]
    private partial void LogFailed(Exception exception);
}

/// <param name="HasCrowd">Whether simulated people walk in and out.</param>
/// <param name="IsFilledHere">False when another process of the cluster fills the shop.</param>
internal sealed record DemoShopOptions(bool HasCrowd, bool IsFilledHere = true);
