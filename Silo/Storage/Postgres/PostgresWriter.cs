using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Group commit for one log: what many callers of this process write at the same time is one transaction, sent in one
/// round trip. Other processes write to the same log beside it.
/// </summary>
internal sealed partial class PostgresWriter<TEntry, TResult> : IDisposable
{
    /// <summary>Transactions that were in each other's way seldom are again.</summary>
    private const int AttemptsMax = 5;

    private readonly BatchQueue<PendingWrite<TEntry, TResult>> _queue;
    private readonly Action<NpgsqlConnection, List<PendingWrite<TEntry, TResult>>> _write;
    private readonly Func<List<PendingWrite<TEntry, TResult>>, IEnumerable<List<PendingWrite<TEntry, TResult>>>> _divide;
    private readonly PostgresStore _store;
    private readonly ILogger _logger;

    /// <param name="name">Of the thread.</param>
    /// <param name="write">
    /// Writes a batch as one transaction and sets each result. Runs again after a rollback, so it keeps nothing else.
    /// </param>
    /// <param name="divide">Parts of a batch that must not share a transaction, in order. Without it there is one.</param>
    public PostgresWriter(
        string name,
        PostgresStore store,
        ILogger logger,
        Action<NpgsqlConnection, List<PendingWrite<TEntry, TResult>>> write,
        Func<List<PendingWrite<TEntry, TResult>>, IEnumerable<List<PendingWrite<TEntry, TResult>>>>? divide = null)
    {
        _store = store;
        _logger = logger;
        _write = write;
        _divide = divide ?? (static batch => [batch]);
        _queue = new BatchQueue<PendingWrite<TEntry, TResult>>(name, store.Options.QueueMax, store.Options.BatchMax, Commit);
        _queue.Start();
    }

    /// <summary>Queues in the order of the calls; answers when its commit is durable.</summary>
    /// <exception cref="StoreUnavailableException">The outcome is unknown, or, when it waited too long, nothing was written.</exception>
    public async Task<TResult> WriteAsync(TEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var span = StoreMetrics.StartWrite("postgresql");
        var pending = new PendingWrite<TEntry, TResult>(entry);
        var added = _queue.AddAsync(pending, CancellationToken.None);
        if (!added.IsCompletedSuccessfully)
        {
            await added;
        }

        return await pending.Completion;
    }

    public void Dispose() => _queue.Dispose();

    private void Commit(List<PendingWrite<TEntry, TResult>> batch)
    {
        foreach (var late in batch.Where(pending => pending.Waited > _store.Options.QueuedMax))
        {
            late.Fail(new StoreUnavailableException("The store is too busy; nothing was written."));
        }

        batch.RemoveAll(static pending => pending.Completion.IsCompleted);
        foreach (var part in _divide(batch))
        {
            CommitPart(part);
        }
    }

    private void CommitPart(List<PendingWrite<TEntry, TResult>> part)
    {
        if (part.Count == 0)
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        if (TryCommit(part) is not { } failure)
        {
            StoreMetrics.RecordCommit(part.Count, Stopwatch.GetElapsedTime(started));
            part.ForEach(static pending => pending.Complete());
        }
        else if (PostgresFailures.IsUnavailable(failure) || PostgresFailures.IsRolledBackByOthers(failure))
        {
            Abandon(part, failure);
        }
        else if (part.Count == 1)
        {
            part[0].Fail(failure);
        }
        else
        {
            // One caller's mistake is that caller's; the others' work runs again without it.
            part.ForEach(pending => CommitPart([pending]));
        }
    }

    private Exception? TryCommit(List<PendingWrite<TEntry, TResult>> part)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = _store.DataSource.OpenConnection();
                _write(connection, part);
                return null;
            }
#pragma warning disable CA1031 // Whatever the database answers is handed to the callers; the writer goes on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // What ended one connection has most often ended all. And Npgsql no longer knows the columns of a
                // statement that it prepared in a batch that failed, so a connection that failed is not used again.
                _store.DataSource.Clear();
                if (!PostgresFailures.IsRolledBackByOthers(exception) || attempt == AttemptsMax)
                {
                    return exception;
                }

                LogRepeated(_logger, part.Count, exception.Message);
            }
        }
    }

    private void Abandon(List<PendingWrite<TEntry, TResult>> part, Exception failure)
    {
        LogWriteFailed(_logger, part.Count, failure);
        var unavailable = new StoreUnavailableException("The store could not write; the outcome is unknown.", failure);
        part.ForEach(pending => pending.Fail(unavailable));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Writes} writes failed")]
    private static partial void LogWriteFailed(ILogger logger, int writes, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A commit of {Writes} writes is made again: {Reason}")]
    private static partial void LogRepeated(ILogger logger, int writes, string reason);
}
