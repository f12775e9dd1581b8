using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime.Local;

/// <summary>
/// Makes grains. What a constructor takes is looked up when the class is first met: singletons once for all activations,
/// the rest from the scope of the activation, which is only made for grains that need one.
/// </summary>
internal sealed class GrainActivator(IServiceProvider services, SiloBuilder builder)
{
    public Func<Activation, object> CompileFactory(Type grainClass)
    {
        var constructor = FindConstructor(grainClass);
        var factory = new Lazy<Func<Activation, object>>(() => Compile(constructor));
        return activation => Create(activation, factory.Value);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a constructor throws goes to the grain's callers.")]
    private static object Create(Activation activation, Func<Activation, object> factory)
    {
        try
        {
            return factory(activation);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain class {activation.Type.Class}.", exception);
        }
    }

    private static ConstructorInfo FindConstructor(Type grainClass)
    {
        var candidates = grainClass.GetConstructors();
        var marked = candidates.FirstOrDefault(static one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)));
        return marked ?? candidates.MaxBy(static one => one.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"{grainClass} has no public constructor.");
    }

    private Func<Activation, object> Compile(ConstructorInfo constructor)
    {
        var invoker = ConstructorInvoker.Create(constructor);
        var resolvers = constructor.GetParameters().Select(ResolverOf).ToArray();
        if (resolvers.Length == 0)
        {
            return _ => invoker.Invoke();
        }

        return activation =>
        {
            var arguments = new object?[resolvers.Length];
            for (var index = 0; index < resolvers.Length; index++)
            {
                arguments[index] = resolvers[index](activation);
            }

            return invoker.Invoke(arguments.AsSpan());
        };
    }

    private Func<Activation, object?> ResolverOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return PersistentStateFactory.For(parameter, state, services);
        }

        if (type == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        if (IsSingleton(type))
        {
            var singleton = services.GetRequiredService(type);
            return _ => singleton;
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private bool IsSingleton(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var registration = builder.Services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == type)
            ?? builder.Services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == open);
        return registration?.Lifetime == ServiceLifetime.Singleton;
    }
}
