using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime.Local;

/// <summary>Starts and stops the silo with its host.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class SiloHostedService(GrainEngine engine, IServiceProvider services, IEnumerable<StartupTask> startupTasks)
    : IHostedService, IDisposable
{
    /// <summary>Deactivating may wake other grains; so many rounds are gone through before calls are refused.</summary>
    private const int StopRoundsMax = 10;

    private readonly IdleCollector _collector = new(engine);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Log.SiloStarted(engine.Catalog.Types.Count());
        _collector.Start();
        if (services.GetService<ReminderService>() is { } reminders)
        {
            await reminders.StartAsync(cancellationToken);
        }

        foreach (var task in startupTasks.OrderBy(static task => task.Stage))
        {
            await task.Run(services, cancellationToken);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector.Dispose();
        if (services.GetService<ReminderService>() is { } reminders)
        {
            await reminders.StopAsync(cancellationToken);
        }

        for (var round = 0; round < StopRoundsMax && engine.ActivationCount != 0 && !cancellationToken.IsCancellationRequested; round++)
        {
            await DeactivateAllAsync(cancellationToken);
        }

        engine.Close();
        engine.Log.SiloStopped(engine.ActivationCount);
    }

    public void Dispose() => _collector.Dispose();

    private Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down.");
        var leaving = engine.Activations.ToList();
        foreach (var activation in leaving)
        {
            activation.Deactivate(reason, cancellationToken);
        }

        return Task.WhenAll(leaving.Select(activation => activation.Deactivated))
            .WaitAsync(cancellationToken)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
