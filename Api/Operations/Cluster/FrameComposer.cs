using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>
/// Makes the next frame: the newest reports, and what grains know that no process does. Who answers late is left as it last
/// answered, so that a cluster in trouble is still shown. One call at a time.
/// </summary>
internal sealed class FrameComposer(IGrainFactory grains, TimeProvider clock)
{
    private const int TitlesMax = 2_000;
    private const int TitlesPerFrame = 10;

    /// <summary>How long one frame waits for a grain.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly PartitionBody?[] _partitions = new PartitionBody?[Partitions.Count];
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly SuggestionsWatch _suggestions = new(grains, clock);

    public async Task<ClusterFrame> ComposeAsync(CancellationToken cancellationToken)
    {
        var nodes = await grains.GetGrain<IOperationsGrain>(IOperationsGrain.All).WatchAsync(cancellationToken);
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, Partitions.Count).Select(partition => ReadPartitionAsync(partition, cancellationToken))),
            _suggestions.ReadAsync(Patience, cancellationToken),
            ReadTitlesAsync(nodes, cancellationToken));
        return Compose(nodes);
    }

    private ClusterFrame Compose(ImmutableArray<NodeReport> nodes)
    {
        var now = clock.GetUtcNow();
        List<SiloFigures> silos = [.. nodes.Select(static node => node.Silo).OfType<SiloFigures>()];
        List<ApiFigures> apis = [.. nodes.Select(static node => node.Api).OfType<ApiFigures>()];
        var oldest = nodes.Where(static node => node.Silo is not null).Select(static node => node.At).DefaultIfEmpty(now).Min();
        return new ClusterFrame(
            now,
            silos.Count == 0 ? null : (long)Math.Max(0, (now - oldest).TotalMilliseconds),
            silos.FirstOrDefault()?.Engine,
            FrameParts.Processes(nodes, now),
            FrameCalls.Calls(silos),
            FrameCalls.Heat(silos),
            FrameParts.Hottest(silos),
            FrameParts.Activations(silos),
            FrameParts.Mailboxes(silos),
            FrameParts.Calls(silos.SelectMany(static silo => silo.SlowCalls)),
            FrameParts.Calls(silos.SelectMany(static silo => silo.Failures)),
            [.. _partitions.OfType<PartitionBody>()],
            FrameParts.Rooms(silos, apis, _titles),
            new ConnectionsBody(
                apis.Sum(static api => api.Connections), apis.Sum(static api => api.Users), apis.Sum(static api => api.Watchers)),
            FrameCalls.Store(silos),
            FrameParts.Reminders(silos),
            _suggestions.Current,
            FrameParts.Shop(nodes));
    }

    private async Task ReadPartitionAsync(int partition, CancellationToken cancellationToken)
    {
        if (await Late.AskAsync(
            grains.GetGrain<IInteractionPartitionGrain>(partition).GetProgressAsync(cancellationToken), Patience, clock) is { } progress)
        {
            _partitions[partition] = new PartitionBody(
                partition, progress.Head, progress.Applied, progress.Checkpoint, Math.Max(0, progress.Head - progress.Applied));
        }
    }

    // A title seldom changes, and the id beside it never does.
    private async Task ReadTitlesAsync(ImmutableArray<NodeReport> nodes, CancellationToken cancellationToken)
    {
        if (_titles.Count > TitlesMax)
        {
            _titles.Clear();
        }

        var unknown = nodes.SelectMany(static node => node.Api?.Rooms.Select(static room => room.RoomId) ?? [])
            .Concat(nodes.SelectMany(static node => node.Silo?.Rooms.Select(static room => room.RoomId) ?? []))
            .Distinct()
            .Where(roomId => !_titles.ContainsKey(roomId))
            .Take(TitlesPerFrame)
            .ToList();
        var rooms = await Task.WhenAll(unknown.Select(roomId =>
            Late.AskAsync(grains.GetGrain<IRoomGrain>(roomId).GetAsync(cancellationToken), Patience, clock)));
        foreach (var (roomId, room) in unknown.Zip(rooms).Where(static entry => entry.Second is not null))
        {
            _titles[roomId] = room!.Title;
        }
    }
}

/// <summary>Asks without waiting for ever.</summary>
internal static class Late
{
    /// <summary>The answer; null when it did not come in time or was a failure.</summary>
    public static async Task<T?> AskAsync<T>(Task<T> question, TimeSpan patience, TimeProvider clock)
        where T : class?
    {
        try
        {
            return await question.WaitAsync(patience, clock);
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException or IOException)
        {
            return null;
        }
    }
}
