using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named state that a grain takes in its constructor.</summary>
public interface IPersistentState<TState> : IStorage<TState>
{
}

/// <summary>Names a state and the storage that keeps it.</summary>
public interface IPersistentStateConfiguration
{
    string StateName { get; }

    string? StorageName { get; }
}

/// <summary>Asks for a persistent state in a constructor parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute, IPersistentStateConfiguration
{
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    public string StateName { get; }

    public string? StorageName { get; }
}
