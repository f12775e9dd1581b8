using System.Globalization;
using System.Net.WebSockets;
using SocialCommerce.Client;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Simulate;

/// <summary>
/// A crowd in one room. The load is open: comments are sent when they are due, whether or not the server keeps up, and
/// latencies count from when they were due, so that a server that stalls cannot hide it by slowing its clients.
/// </summary>
internal sealed class Simulation(SimulateOptions options, HttpClient http, TimeProvider clock, ITaskProgress progress)
{
    private const string LiveStatus = "live";
    private const int JoinAtOnceMax = 16;

    /// <summary>Every so many comments a viewer also reacts, and another looks at a product.</summary>
    private const int OthersEvery = 2;

    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SettleStep = TimeSpan.FromMilliseconds(100);

    private readonly SimulationMetrics _metrics = new();

    /// <exception cref="SimulationException">There is no such room, or the server's limits do not let the crowd in.</exception>
    public async Task<SimulationResult> RunAsync(CancellationToken cancellationToken)
    {
        var clients = await SignInAsync(cancellationToken);
        var viewers = new List<SimulatedViewer>();
        try
        {
            var room = await FindRoomAsync(clients[0], cancellationToken);
            var ledger = CreateLedger();
            viewers.AddRange(clients.SelectMany(client => Enumerable.Range(0, options.SocketsPerAccount).Select(
                _ => new SimulatedViewer(client.CreateLiveConnection(), room.RoomId, ledger, _metrics, clock))).Take(options.Viewers));
            await JoinAsync(viewers, cancellationToken);
            await SendAsync(viewers, room, ledger, cancellationToken);
            await SettleAsync(viewers, cancellationToken);
            return SimulationResult.Of(room.RoomId, viewers, ledger, _metrics);
        }
        finally
        {
            await Task.WhenAll(viewers.Select(viewer => viewer.DisposeAsync().AsTask()));
            clients.ForEach(client => client.Dispose());
        }
    }

    private CommentLedger CreateLedger()
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"sim{clock.GetUtcNow().ToUnixTimeMilliseconds():x}");
        var count = Math.Max(1, (int)(options.CommentsPerSecond * options.Duration.TotalSeconds));
        return new CommentLedger(run, count, clock);
    }

    private async Task<List<SocialCommerceClient>> SignInAsync(CancellationToken cancellationToken)
    {
        var accounts = new SimulatedAccounts(options, http, clock);
        var clients = new List<SocialCommerceClient>();
        await progress.PhaseAsync("Signing in", accounts.Count, async bar =>
        {
            // One after the other: the server hashes few passwords at a time anyway.
            while (clients.Count < accounts.Count)
            {
                clients.Add(await accounts.SignInAsync(clients.Count + 1, cancellationToken));
                bar.Report(clients.Count);
            }
        });
        return clients;
    }

    private async Task<Room> FindRoomAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        if (options.RoomId is { } roomId)
        {
            return await client.GetRoomAsync(roomId, cancellationToken);
        }

        var rooms = await client.ListRoomsAsync(limit: 100, cancellationToken: cancellationToken);
        return rooms.Items.FirstOrDefault(room => room.Status == LiveStatus)
            ?? throw new SimulationException("The server has no live room. Start one, or name one with --room.");
    }

    private Task JoinAsync(List<SimulatedViewer> viewers, CancellationToken cancellationToken)
    {
        var joined = 0L;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = JoinAtOnceMax, CancellationToken = cancellationToken };
        return progress.PhaseAsync("Joining", viewers.Count, async bar =>
        {
            try
            {
                await Parallel.ForEachAsync(viewers, parallel, async (viewer, token) =>
                {
                    await viewer.JoinAsync(token);
                    bar.Report(Interlocked.Increment(ref joined));
                });
            }
            catch (Exception exception) when (exception is LiveRefusedException or InvalidOperationException or IOException or WebSocketException)
            {
                throw new SimulationException(
                    $"Viewer {joined + 1} was not let in: {exception.Message} A server that lets fewer sockets in needs a "
                    + "smaller --sockets-per-account or a larger setting Live:ConnectionsPerUserMax or Live:ConnectionsPerAddressMax.");
            }
        });
    }

    private Task SendAsync(
        List<SimulatedViewer> viewers, Room room, CommentLedger ledger, CancellationToken cancellationToken) =>
        progress.PhaseAsync("Commenting", ledger.Count, async bar =>
        {
            var period = options.Duration / ledger.Count;
            var started = clock.GetTimestamp();
            var sending = new List<Task>(ledger.Count);
            for (var index = 0; index < ledger.Count; index++)
            {
                await UntilAsync(started, period * index, cancellationToken);
                ledger.Intend(index, started + (long)((period * index).TotalSeconds * clock.TimestampFrequency));
                _metrics.OwnLag.Add(clock.GetElapsedTime(started) - (period * index));
                sending.AddRange(Act(viewers, room, index, cancellationToken));
                bar.Report(index + 1);
            }

            await Task.WhenAll(sending);
        });

    private static IEnumerable<Task> Act(
        List<SimulatedViewer> viewers, Room room, int index, CancellationToken cancellationToken)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Comment {index + 1} of the simulated crowd 第{index + 1}条");
        yield return Viewer(index).CommentAsync(index, text, cancellationToken);
        if (index % OthersEvery == 0)
        {
            yield return Viewer(index + 1).ReactAsync("heart", 1 + (index % 5), cancellationToken);
            if (room.ProductIds.Count > 0)
            {
                var product = room.ProductIds[index / OthersEvery % room.ProductIds.Count];
                yield return Viewer(index + 2).TrackAsync(product, InteractionKind.View, cancellationToken);
            }
        }

        // A stride that shares no factor with any size below it: neighbours in time are not neighbours in sockets.
        SimulatedViewer Viewer(int number) => viewers[(int)(number * 7919L % viewers.Count)];
    }

    private async Task UntilAsync(long started, TimeSpan due, CancellationToken cancellationToken)
    {
        var wait = due - clock.GetElapsedTime(started);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>What is acknowledged is on its way; it gets a while to arrive before it counts as lost.</summary>
    private async Task SettleAsync(List<SimulatedViewer> viewers, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (viewers.Any(viewer => viewer.CountMissing() > 0) && clock.GetElapsedTime(started) < SettleMax)
        {
            await Task.Delay(SettleStep, clock, cancellationToken);
        }
    }
}
