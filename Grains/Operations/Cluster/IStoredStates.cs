using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations.Cluster;

/// <summary>What the store has of a grain, for whoever looks into it. Not for grains themselves: theirs is read by the engine.</summary>
public interface IStoredStates
{
    /// <summary>Every state of the grain, as JSON; empty when there is none.</summary>
    Task<ImmutableArray<StoredState>> ReadAsync(GrainName grain, CancellationToken cancellationToken);
}

public sealed record StoredState(string Name, long Version, ReadOnlyMemory<byte> Json);
