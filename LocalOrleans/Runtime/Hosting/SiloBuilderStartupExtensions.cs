using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Local;

namespace Orleans.Hosting;

/// <summary>Adds work that runs when the silo has started.</summary>
public static class SiloBuilderStartupExtensions
{
    /// <summary>The stage at which a silo takes calls.</summary>
    private const int Active = 20000;

    public static ISiloBuilder AddStartupTask<TStartup>(this ISiloBuilder builder, int stage = Active)
        where TStartup : class, IStartupTask =>
        builder.AddStartupTask(
            static (services, cancellation) =>
                ActivatorUtilities.GetServiceOrCreateInstance<TStartup>(services).Execute(cancellation),
            stage);

    public static ISiloBuilder AddStartupTask(this ISiloBuilder builder, IStartupTask startupTask, int stage = Active) =>
        builder.AddStartupTask((_, cancellation) => startupTask.Execute(cancellation), stage);

    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder, Func<IServiceProvider, CancellationToken, Task> startupTask, int stage = Active)
    {
        builder.Services.AddSingleton(new StartupTask(startupTask, stage));
        return builder;
    }
}
