using System.Globalization;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>
/// An open loop: does something at a fixed rate, whether or not the server keeps up, and tells when each was to be done.
/// A thread of its own keeps the beat, so that a busy thread pool does not slow the load down unseen.
/// </summary>
internal static class Pacer
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>Ends when the last was begun.</summary>
    /// <param name="begin">Given the number and the timestamp at which it was due; must not block.</param>
    public static Task RunAsync(
        int count, double perSecond, TimeProvider clock, LatencyHistogram ownLag, Action<int, long> begin, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Run(count, perSecond, clock, ownLag, begin, cancellationToken);
                ended.SetResult();
            }
            catch (Exception exception)
            {
                ended.SetException(exception);
            }
        })
        {
            IsBackground = true,
            Name = string.Create(CultureInfo.InvariantCulture, $"pacer {perSecond}/s"),
            Priority = ThreadPriority.Highest,
        };
        thread.Start();
        return ended.Task;
    }

    private static void Run(
        int count, double perSecond, TimeProvider clock, LatencyHistogram ownLag, Action<int, long> begin, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var due = TimeSpan.FromSeconds(number / perSecond);
            while (clock.GetElapsedTime(started) < due)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Thread.Sleep(Step);
            }

            ownLag.Add(clock.GetElapsedTime(started) - due);
            begin(number, started + (long)(due.TotalSeconds * clock.TimestampFrequency));
        }
    }
}
