using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Grains.Operations.Cluster;

/// <summary>Has the processes of the cluster and its operators meet. Nothing is stored.</summary>
internal sealed class OperationsGrain(IStoredStates states, TimeProvider clock) : Grain, IOperationsGrain
{
    private readonly ClusterBoard _board = new();

    public Task<WatchOrder> ReportAsync(NodeReport report, CancellationToken cancellationToken) =>
        Task.FromResult(_board.Take(report, clock.GetUtcNow()));

    public Task<ImmutableArray<NodeReport>> WatchAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_board.Watch(clock.GetUtcNow()));

    public async Task<GrainInspection> InspectAsync(GrainName grain, CancellationToken cancellationToken)
    {
        if (!GrainPrivacy.IsKeyShown(grain.Type))
        {
            return new GrainInspection(grain, IsHidden: true, [], []);
        }

        var trails = _board.Inspect(grain, clock.GetUtcNow());
        var stored = await states.ReadAsync(grain, cancellationToken);
        return new GrainInspection(
            grain,
            IsHidden: false,
            [.. stored.Select(static state => new StoredStateView(
                state.Name, state.Version, state.Json.Length, StateRedaction.Redact(state.Json)))],
            trails);
    }
}
