using System.Collections.Concurrent;
using System.Globalization;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Input;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Simulate.Kills;

/// <summary>
/// A crowd comments in a room of a server of its own, which is killed without warning and started again on the same store,
/// a few times. In the end every viewer's log must be the stored one.
/// </summary>
internal sealed class KillSimulation(KillOptions options, TimeProvider clock, ITaskProgress progress)
{
    private const int AccountsMax = 20;

    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettleStep = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<(long Seq, string CommentId)> _acknowledged = new();
    private readonly LatencyHistogram _acknowledgement = new();
    private readonly LatencyHistogram _ownLag = new();
    private readonly List<double> _restarts = [];

    /// <param name="directory">An empty one, for the server's store.</param>
    public async Task<KillResult> RunAsync(string directory, CancellationToken cancellationToken)
    {
        var server = await StartAsync(directory, port: 0);
        try
        {
            var url = server.Url;
            using var people = await BenchPeople.RegisterAsync(url, Math.Min(AccountsMax, options.Viewers), cancellationToken);
            var roomId = (await people.OpenRoomsAsync(1, cancellationToken))[0];
            var viewers = await JoinAsync(people, roomId, cancellationToken);
            var commenting = CommentAsync(viewers, cancellationToken);
            await progress.PhaseAsync("Killing", options.Kills, async bar =>
            {
                for (var kill = 0; kill < options.Kills; kill++)
                {
                    await Task.Delay(options.Duration / (options.Kills + 1), clock, cancellationToken);
                    server = await KillAsync(server, directory, url.Port);
                    bar.Report(kill + 1);
                }
            });
            await commenting.WaitAsync(options.Duration + SettleMax, cancellationToken);
            await SettleAsync(viewers, cancellationToken);
            await Task.WhenAll(viewers.Select(viewer => viewer.DisposeAsync().AsTask()));
            await server.DisposeAsync();
            var stored = StoredRoom.Read(directory, roomId);
            var mistakes = LogComparison.Compare(stored, [.. viewers.Select(viewer => viewer.ToLog())], _acknowledged);
            return KillResult.Of(options, viewers, stored.Count, _acknowledged.Count, mistakes, _restarts, _acknowledgement, _ownLag);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static Task<ServerProcess> StartAsync(string directory, int port) => ServerProcess.StartAsync(
        RoomsContext.Unlimited, "serve", "--empty", "--host", "127.0.0.1", "--port", $"{port}", "--data", directory);

    private async Task<ServerProcess> KillAsync(ServerProcess server, string directory, int port)
    {
        await server.KillAsync();
        await server.DisposeAsync();
        var started = clock.GetTimestamp();
        var next = await StartAsync(directory, port);
        _restarts.Add(clock.GetElapsedTime(started).TotalSeconds);
        return next;
    }

    private async Task<List<RecordingViewer>> JoinAsync(BenchPeople people, string roomId, CancellationToken cancellationToken)
    {
        var viewers = Enumerable.Range(0, options.Viewers)
            .Select(number => new RecordingViewer(people.ClientOf(number).CreateLiveConnection(), number, roomId, clock)).ToList();
        await Parallel.ForEachAsync(viewers, cancellationToken, async (viewer, token) => await viewer.JoinAsync(token));
        return viewers;
    }

    private async Task CommentAsync(List<RecordingViewer> viewers, CancellationToken cancellationToken)
    {
        var count = (int)(options.CommentsPerSecond * options.Duration.TotalSeconds);
        var sending = new ConcurrentBag<Task>();
        await Pacer.RunAsync(
            count,
            options.CommentsPerSecond,
            clock,
            _ownLag,
            (number, due) => sending.Add(SendAsync(viewers[number % viewers.Count], number, due, cancellationToken)),
            cancellationToken);
        await Task.WhenAll(sending);
    }

    private async Task SendAsync(RecordingViewer viewer, int number, long due, CancellationToken cancellationToken)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Comment {number} 第{number}条");
        var sent = await viewer.CommentAsync(text, string.Create(CultureInfo.InvariantCulture, $"kill-{number}"), cancellationToken);
        _acknowledgement.Add(clock.GetElapsedTime(due));
        _acknowledged.Enqueue((sent.Seq, sent.Id));
    }

    private async Task SettleAsync(List<RecordingViewer> viewers, CancellationToken cancellationToken)
    {
        var last = _acknowledged.Max(known => known.Seq);
        var started = clock.GetTimestamp();
        while (viewers.Any(viewer => viewer.Last < last) && clock.GetElapsedTime(started) < SettleMax)
        {
            await Task.Delay(SettleStep, clock, cancellationToken);
        }
    }
}

/// <summary>How often a server is killed under how much.</summary>
internal sealed record KillOptions(int Viewers, TimeSpan Duration, double CommentsPerSecond, int Kills);
