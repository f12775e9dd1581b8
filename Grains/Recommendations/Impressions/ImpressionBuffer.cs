using System.Threading.Channels;
using Microsoft.Extensions.Options;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Impressions on their way to the log, in memory and bounded. Offering one never waits and never fails: when the log
/// cannot keep up, impressions are dropped and counted.
/// </summary>
public sealed class ImpressionBuffer
{
    private readonly Channel<Entry> _queue;
    private readonly double _traceShare;
    private long _dropped;

    public ImpressionBuffer(IOptions<ImpressionOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _traceShare = options.Value.TraceShare;
        _queue = Channel.CreateBounded<Entry>(
            new BoundedChannelOptions(options.Value.QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    /// <summary>Impressions that were dropped since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Whether an impression is one of the sample, always the same answer for an id.</summary>
    public bool IsSampled(string impressionId) =>
        StableHash.ToUnitInterval(StableHash.Of(impressionId, seed: 1)) < _traceShare;

    public void Offer(Impression impression)
    {
        if (!_queue.Writer.TryWrite(new Entry(impression, Flushed: null)))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Answers when everything that was offered before is in the log, or given up.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Entry(Impression: null, flushed), cancellationToken);
        await flushed.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Takes what waits and hands it to the log, batch by batch, until <see cref="Complete"/>. For one reader.
    /// </summary>
    /// <param name="write">Writes a batch; must not throw.</param>
    public async Task ConsumeAsync(int batchMax, Func<IReadOnlyList<Impression>, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var batch = new List<Impression>(batchMax);
        var flushed = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < batchMax && _queue.Reader.TryRead(out var entry))
            {
                if (entry.Impression is { } impression)
                {
                    batch.Add(impression);
                }
                else
                {
                    flushed.Add(entry.Flushed!);
                }
            }

            if (batch.Count > 0)
            {
                await write(batch);
            }

            flushed.ForEach(static waiting => waiting.TrySetResult());
            flushed.Clear();
            batch.Clear();
        }
    }

    /// <summary>Takes nothing more; what waits is still handed out.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    private readonly record struct Entry(Impression? Impression, TaskCompletionSource? Flushed);
}
