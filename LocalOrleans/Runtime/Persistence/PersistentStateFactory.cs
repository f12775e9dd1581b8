using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime.Local;

/// <summary>Makes what a constructor parameter with <see cref="PersistentStateAttribute"/> takes.</summary>
internal static class PersistentStateFactory
{
    private static readonly MethodInfo Open =
        typeof(PersistentStateFactory).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Func<Activation, object?> For(ParameterInfo parameter, PersistentStateAttribute state, IServiceProvider services)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException($"{parameter.Member.DeclaringType}: {parameter} is not an IPersistentState<T>.");
        }

        var storage = string.IsNullOrWhiteSpace(state.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(state.StorageName);
        return storage is null
            ? throw new BadProviderConfigException(
                $"No storage provider named '{state.StorageName ?? "Default"}' found for {parameter.Member.DeclaringType}.")
            : Open.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<string, IGrainStorage, Func<Activation, object?>>>()(
                state.StateName, storage);
    }

    private static Func<Activation, object?> Create<TState>(string name, IGrainStorage storage) => activation =>
    {
        var state = new PersistentState<TState>(name, storage, activation);
        activation.Extras.States.Add(state);
        return state;
    };
}
