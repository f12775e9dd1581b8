using System.Globalization;
using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Makes a crowd comment: at a fixed rate, or as fast as everybody is shown what was said before.</summary>
internal static class LoadDriver
{
    private static int runs;

    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SettleStep = TimeSpan.FromMilliseconds(20);

    /// <summary>Open loop: comments are sent when they are due, by one sender after the other.</summary>
    /// <param name="text">What all say, behind the number.</param>
    /// <returns>What was measured, once everything had arrived or a while had passed.</returns>
    public static Task<LoadMeasure> CommentAsync(
        LoadCrowd crowd,
        IReadOnlyList<LoadViewer> senders,
        double perSecond,
        TimeSpan duration,
        CancellationToken cancellationToken,
        string text = "of the simulated crowd") => PaceAsync(
            crowd,
            perSecond,
            duration,
            run =>
            {
                crowd.Run = run;
                return number => SendAsync(crowd, run, senders[number % senders.Count], number, text);
            },
            cancellationToken);

    /// <summary>Open loop: batches of reactions are sent when they are due, by one sender after the other.</summary>
    /// <param name="batch">Reactions in each.</param>
    public static Task<LoadMeasure> ReactAsync(
        LoadCrowd crowd,
        IReadOnlyList<LoadViewer> senders,
        int batch,
        double batchesPerSecond,
        TimeSpan duration,
        CancellationToken cancellationToken) => PaceAsync(
            crowd,
            batchesPerSecond,
            duration,
            run => number => ReactAsync(crowd, run, senders[number % senders.Count], number, batch),
            cancellationToken);

    /// <summary>Open loop: views of products are recorded when they are due, by one sender after the other.</summary>
    public static Task<LoadMeasure> TrackAsync(
        LoadCrowd crowd,
        IReadOnlyList<LoadViewer> senders,
        IReadOnlyList<string> productIds,
        double perSecond,
        TimeSpan duration,
        CancellationToken cancellationToken) => PaceAsync(
            crowd,
            perSecond,
            duration,
            run => number => TrackAsync(crowd, run, senders[number % senders.Count], number, productIds[number % productIds.Count]),
            cancellationToken);

    private static async Task<LoadMeasure> PaceAsync(
        LoadCrowd crowd, double perSecond, TimeSpan duration, Func<LoadRun, Func<int, Task>> begin, CancellationToken cancellationToken)
    {
        var run = CreateRun(crowd, Math.Max(1, (int)(perSecond * duration.TotalSeconds)));
        var act = begin(run);
        var started = crowd.Clock.GetTimestamp();
        await Pacer.RunAsync(
            run.Ledger.Count,
            perSecond,
            crowd.Clock,
            run.OwnLag,
            (number, due) =>
            {
                run.Ledger.Intend(number, due);
                crowd.Keep(act(number));
            },
            cancellationToken);
        await SettleAsync(crowd, run, cancellationToken);
        var elapsed = crowd.Clock.GetElapsedTime(started);
        return new LoadMeasure(run, elapsed > duration ? elapsed : duration);
    }

    /// <summary>Closed loop: in every room the next comment is sent when all its viewers have the one before.</summary>
    /// <param name="senders">One of each room.</param>
    public static async Task<LoadMeasure> SaturateAsync(
        LoadCrowd crowd, IReadOnlyList<LoadViewer> senders, int viewersOfRoom, TimeSpan duration, CancellationToken cancellationToken)
    {
        const int CommentsMax = 1_000_000;
        var run = crowd.Run = CreateRun(crowd, CommentsMax);
        var arrived = new TaskCompletionSource[CommentsMax];
        var last = -1;
        run.OnDelivered = (number, viewers) =>
        {
            if (viewers == viewersOfRoom)
            {
                Volatile.Read(ref arrived[number])?.TrySetResult();
            }
        };
        var started = crowd.Clock.GetTimestamp();
        await Task.WhenAll(senders.Select(async sender =>
        {
            while (crowd.Clock.GetElapsedTime(started) < duration)
            {
                var number = Interlocked.Increment(ref last);
                var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref arrived[number], whole);
                run.Ledger.Intend(number, crowd.Clock.GetTimestamp());
                crowd.Keep(SendAsync(crowd, run, sender, number, "of the simulated crowd"));
                await whole.Task.WaitAsync(SettleMax, cancellationToken);
            }
        }));
        return new LoadMeasure(run, crowd.Clock.GetElapsedTime(started));
    }

    private static LoadRun CreateRun(LoadCrowd crowd, int comments)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"load{Interlocked.Increment(ref runs):x}-{crowd.Clock.GetUtcNow().ToUnixTimeMilliseconds():x}");
        return new LoadRun(new CommentLedger(name, comments, crowd.Clock));
    }

    private static async Task SendAsync(LoadCrowd crowd, LoadRun run, LoadViewer sender, int number, string text)
    {
        var argument = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"roomId\":\"{sender.RoomId}\",\"text\":\"Comment {number} {text}\",\"clientId\":\"{run.Ledger.ClientIdOf(number)}\"}}");
        if (await CallAsync(crowd, run, sender, number, "SendComment", argument) is { } answer)
        {
            var (id, seq) = (answer.GetProperty("id").GetString()!, answer.GetProperty("seq").GetInt64());
            run.Acknowledged(number, id, sender.RoomId, sender.Epoch, seq);
        }
    }

    private static async Task ReactAsync(LoadCrowd crowd, LoadRun run, LoadViewer sender, int number, int batch)
    {
        var argument = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"roomId\":\"{sender.RoomId}\",\"kind\":\"heart\",\"count\":{batch},\"batchId\":\"{run.Ledger.ClientIdOf(number)}\"}}");
        if (await CallAsync(crowd, run, sender, number, "SendReactions", argument) is not null)
        {
            run.Acknowledged(number);
        }
    }

    private static async Task TrackAsync(LoadCrowd crowd, LoadRun run, LoadViewer sender, int number, string productId)
    {
        var item = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"eventId\":\"{run.Ledger.ClientIdOf(number)}\",\"productId\":\"{productId}\",\"kind\":\"view\",\"roomId\":\"{sender.RoomId}\"}}");
        if (await CallAsync(crowd, run, sender, number, "Track", $"{{\"items\":[{item}]}}") is not null)
        {
            run.Acknowledged(number);
        }
    }

    // Calls until it is known what became of it: an answer that is lost is asked for again under the same id. Null: refused.
    private static async Task<JsonElement?> CallAsync(
        LoadCrowd crowd, LoadRun run, LoadViewer sender, int number, string method, string argument)
    {
        while (true)
        {
            crowd.Leaving.ThrowIfCancellationRequested();
            try
            {
                // One who has just come back is not in the room yet.
                var answer = sender.IsPlaced
                    ? await sender.CallAsync(method, argument, crowd.Leaving)
                    : throw new IOException("There is no room yet.");
                if (answer.GetProperty("ok").GetBoolean())
                {
                    return answer;
                }

                run.Refused(number, answer.GetRawText());
                return null;
            }
            catch (IOException)
            {
                await Task.Delay(BeforeRetry, crowd.Clock, crowd.Leaving);
            }
        }
    }

    // What is acknowledged is on its way; it gets a while to arrive before it counts as lost.
    private static async Task SettleAsync(LoadCrowd crowd, LoadRun run, CancellationToken cancellationToken)
    {
        var started = crowd.Clock.GetTimestamp();
        // In this order: only when somebody has the last one it shows who has not.
        while ((run.Ledger.CountOf(CommentFate.Unknown) > 0 || run.CountMissing() > 0 || CountBehind(crowd) > 0)
            && crowd.Clock.GetElapsedTime(started) < SettleMax)
        {
            await Task.Delay(SettleStep, crowd.Clock, cancellationToken);
        }
    }

    /// <summary>Viewers who are not in their room, or have less of it than another.</summary>
    public static int CountBehind(LoadCrowd crowd) => crowd.Viewers.Where(viewer => !viewer.IsStalled).GroupBy(viewer => viewer.RoomId).Sum(room =>
    {
        var last = room.Max(viewer => viewer.Seq);
        return room.Count(viewer => !viewer.IsPlaced || viewer.Seq < last);
    });
}

/// <summary>A stretch of load and how long it took, until the last had arrived.</summary>
internal sealed record LoadMeasure(LoadRun Run, TimeSpan Elapsed)
{
    /// <summary>Above this the load was late itself, and its figures say little about the server.</summary>
    public static readonly TimeSpan OwnLagMax = TimeSpan.FromMilliseconds(5);

    public double FramesPerSecond => Run.Frames / Elapsed.TotalSeconds;

    public double ItemsPerSecond => Run.Items / Elapsed.TotalSeconds;

    public double AcknowledgementsPerSecond => Run.Acknowledgement.Count / Elapsed.TotalSeconds;

    public bool IsVoid => Run.OwnLag.Percentile(0.99) > OwnLagMax;
}
