using System.Threading.Channels;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Hands what many callers add to one thread, in order and in batches: while one batch reaches the disk the next one
/// gathers, so the more callers there are the more share one commit, and a lone caller waits for nobody. A thread of its
/// own, because a slow disk must not hold threads of the pool, and a busy pool must not hold up the disk.
/// </summary>
internal sealed class BatchQueue<T> : IDisposable
{
    private readonly Channel<T> _queue;
    private readonly Thread _thread;
    private readonly int _batchMax;
    private readonly Action<List<T>> _work;

    /// <param name="name">Of the thread.</param>
    /// <param name="queueMax">Items that may wait; further callers wait for room.</param>
    /// <param name="batchMax">Items of one batch.</param>
    /// <param name="work">Gets one batch after the other, never an empty one. Must not throw.</param>
    public BatchQueue(string name, int queueMax, int batchMax, Action<List<T>> work)
    {
        _batchMax = batchMax;
        _work = work;
        _queue = Channel.CreateBounded<T>(
            new BoundedChannelOptions(queueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    public void Start() => _thread.Start();

    /// <summary>Adds in the order of the calls; waits while the queue is full.</summary>
    /// <exception cref="StoreUnavailableException">The queue is closed.</exception>
    public ValueTask AddAsync(T item, CancellationToken cancellationToken = default) =>
        _queue.Writer.TryWrite(item) ? ValueTask.CompletedTask : WaitAsync(item, cancellationToken);

    /// <summary>Finishes what was added, then ends the thread.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
    }

    private async ValueTask WaitAsync(T item, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new StoreUnavailableException("The store is closed.", exception);
        }
    }

    private void Run()
    {
        var batch = new List<T>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < _batchMax && _queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            _work(batch);
            batch.Clear();
        }
    }
}
