using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Silo.Operations;

internal static class OperationsServiceCollectionExtensions
{
    public static IServiceCollection AddCallRecorder(this IServiceCollection services)
    {
        services.AddOptions<OperationsOptions>()
            .BindConfiguration(OperationsOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CallRecorder>();
        return services;
    }

    /// <summary>Has the stores that are registered so far counted, and their figures told to operators.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<ShopMeter>();
        services.AddSingleton<SiloFiguresSource>();
        services.Wrap<IInteractionLog, MeteredInteractionLog>();
        services.Wrap<IRoomLog, MeteredRoomLog>();
        services.Wrap<IOrderStore, MeteredOrderStore>();
        services.AddHostedService<SiloReporter>();
        return services;
    }

    // The implementation that is registered becomes one of its own, which the wrapper is given and the container disposes of.
    private static void Wrap<TService, TWrapper>(this IServiceCollection services)
        where TService : class
        where TWrapper : class, TService
    {
        var inner = services.Last(static service => service.ServiceType == typeof(TService));
        var innerType = inner.ImplementationType
            ?? throw new InvalidOperationException($"{typeof(TService)} is not registered by its type.");
        services.Remove(inner);
        services.AddSingleton(innerType);
        services.AddSingleton<TService>(provider =>
            ActivatorUtilities.CreateInstance<TWrapper>(provider, provider.GetRequiredService(innerType)));
    }
}
