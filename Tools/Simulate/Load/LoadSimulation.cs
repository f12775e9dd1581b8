using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Input;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Simulate.Load;

/// <summary>
/// A load on a running server, with lean sockets: comments, reactions and views at fixed rates in steps, some viewers who do
/// not read, all connections lost at once. Every socket checks the order of what it is shown.
/// </summary>
internal sealed class LoadSimulation(
    SimulateOptions options, LoadOptions load, HttpClient http, TimeProvider clock, ITaskProgress progress)
{
    private const int SendersMax = 200;
    private const int ReactionBatch = 10;
    private const int SmallBuffer = 4 * 1024;
    private const string LiveStatus = "live";

    /// <exception cref="SimulationException">The server has too few live rooms, or its limits do not let the crowd in.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken cancellationToken)
    {
        Descriptors.Check(options.Viewers);
        var clients = await SignInAsync(cancellationToken);
        var rooms = await FindRoomsAsync(clients[0], cancellationToken);
        await using var crowd = new LoadCrowd(
            new SignalRProtocol("/hubs/live"), options.Url, (number, token) => clients[number % clients.Count].GetAccessTokenAsync(token), clock)
        {
            ReceiveBufferOf = number => IsStalled(number) ? SmallBuffer : null,
        };
        await JoinAsync(crowd, rooms, cancellationToken);
        var steps = new List<LoadStep>();
        for (var step = 1; step <= load.Steps; step++)
        {
            steps.Add(await StepAsync(crowd, rooms, step, cancellationToken));
        }

        clients.ForEach(client => client.Dispose());
        return new LoadReport(options.Viewers, rooms.Count, steps);
    }

    private async Task<List<SocialCommerceClient>> SignInAsync(CancellationToken cancellationToken)
    {
        var accounts = new SimulatedAccounts(options, http, clock);
        var clients = new List<SocialCommerceClient>();
        await progress.PhaseAsync("Signing in", accounts.Count, async bar =>
        {
            while (clients.Count < accounts.Count)
            {
                clients.Add(await accounts.SignInAsync(clients.Count + 1, cancellationToken));
                bar.Report(clients.Count);
            }
        });
        return clients;
    }

    private async Task<IReadOnlyList<Room>> FindRoomsAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        if (options.RoomId is { } roomId)
        {
            return [await client.GetRoomAsync(roomId, cancellationToken)];
        }

        var live = new List<Room>();
        string? cursor = null;
        do
        {
            var page = await client.ListRoomsAsync(limit: 100, cursor, cancellationToken);
            live.AddRange(page.Items.Where(room => room.Status == LiveStatus));
            cursor = page.NextCursor;
        }
        while (cursor is not null && live.Count < load.Rooms);

        return live.Count >= load.Rooms
            ? [.. live.Take(load.Rooms)]
            : throw new SimulationException($"The server has {live.Count} live rooms, and --rooms asks for {load.Rooms}.");
    }

    private async Task JoinAsync(LoadCrowd crowd, IReadOnlyList<Room> rooms, CancellationToken cancellationToken)
    {
        try
        {
            await crowd.JoinAsync(options.Viewers, number => rooms[number % rooms.Count].RoomId, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new SimulationException(
                $"Not everybody was let in: {exception.Message} A server that lets fewer sockets in needs a smaller "
                + "--sockets-per-account or a larger setting Live:ConnectionsPerUserMax or Live:ConnectionsPerAddressMax.");
        }
    }

    private async Task<LoadStep> StepAsync(LoadCrowd crowd, IReadOnlyList<Room> rooms, int step, CancellationToken cancellationToken)
    {
        var senders = crowd.Viewers.Where((_, number) => !IsStalled(number)).Take(SendersMax).ToList();
        var stalled = crowd.Viewers.Where((_, number) => IsStalled(number)).ToList();
        var before = await CountReactionsAsync(crowd, rooms, cancellationToken);
        stalled.ForEach(viewer => viewer.Stall());
        var commenting = LoadDriver.CommentAsync(
            crowd, senders, step * options.CommentsPerSecond, options.Duration, cancellationToken);
        var reacting = load.ReactionsPerSecond > 0
            ? LoadDriver.ReactAsync(crowd, senders, ReactionBatch, step * load.ReactionsPerSecond / ReactionBatch, options.Duration, cancellationToken)
            : null;
        var productIds = rooms.SelectMany(room => room.ProductIds).Distinct().ToList();
        var tracking = load.TracksPerSecond > 0 && productIds.Count > 0
            ? LoadDriver.TrackAsync(crowd, senders, productIds, step * load.TracksPerSecond, options.Duration, cancellationToken)
            : null;
        if (load.DropAt is { } dropAt)
        {
            await Task.Delay(dropAt, clock, cancellationToken);
            senders.Concat(crowd.Viewers).Distinct().ToList().ForEach(viewer => viewer.Drop());
        }

        var comments = await commenting;
        var reactions = reacting is null ? null : await reacting;
        var tracks = tracking is null ? null : await tracking;
        var behind = LoadDriver.CountBehind(crowd);
        stalled.ForEach(viewer => viewer.Recover());
        var counted = await CountReactionsAsync(crowd, rooms, cancellationToken) - before;
        return LoadStep.Of(step, step * options.CommentsPerSecond, comments, reactions, ReactionBatch, counted, tracks, behind);
    }

    private static async Task<long> CountReactionsAsync(LoadCrowd crowd, IReadOnlyList<Room> rooms, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var room in rooms)
        {
            var joined = await crowd.LookAsync(room.RoomId, cancellationToken);
            total += joined.GetProperty("snapshot").GetProperty("reactions").EnumerateObject().Sum(static kind => kind.Value.GetInt64());
        }

        return total;
    }

    // Evenly among the others, and not the first, who sends.
    private bool IsStalled(int number) => (int)((number + 1) * load.Stalled) > (int)(number * load.Stalled) && number > 0;
}
