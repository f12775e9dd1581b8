using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// The only writer of the store: one thread, one connection, group commit.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    /// <summary>Reads are short, so the log is soon nobody's.</summary>
    private const int CheckpointAttemptsMax = 40;

    private static readonly TimeSpan CheckpointPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ReopenPause = TimeSpan.FromMilliseconds(500);

    private readonly BatchQueue<WriteOperation> _queue;
    private readonly string _path;
    private readonly int _checkpointPages;
    private readonly ILogger _logger;
    private SqlSession? _session;

    public SqliteWriter(string path, SqlSession session, SqliteStoreOptions options, ILogger logger)
    {
        _path = path;
        _checkpointPages = options.CheckpointPages;
        _session = session;
        _logger = logger;
        _queue = new BatchQueue<WriteOperation>("sqlite-writer", options.QueueMax, options.BatchMax, CommitBatch);
        _queue.Start();
    }

    /// <summary>Runs after a transaction was rolled back: what was kept in memory beside the store must be read again.</summary>
    public event Action? RolledBack;

    /// <summary>Queues work in the order of the calls; answers when its commit is durable.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> work)
    {
        using var span = StoreMetrics.StartWrite("sqlite");
        var operation = new WriteOperation<T>(work);
        await _queue.AddAsync(operation);
        return await operation.Completion;
    }

    public void Dispose()
    {
        _queue.Dispose();
        _session?.Dispose();
    }

    private void CommitBatch(List<WriteOperation> batch)
    {
        while (batch.Count > 0 && TryOpen(batch))
        {
            var started = Stopwatch.GetTimestamp();
            var culprit = TryCommit(batch, _session!, out var failure);
            if (failure is null)
            {
                StoreMetrics.RecordCommit(batch.Count, Stopwatch.GetElapsedTime(started));
                batch.ForEach(static operation => operation.Complete());
                return;
            }

            RollBack(_session!);
            if (culprit is null || IsFatal(failure))
            {
                AbandonBatch(batch, failure);
                return;
            }

            // One caller's mistake is that caller's; the others' work runs again without it.
            batch.Remove(culprit);
            culprit.Fail(failure);
        }
    }

    // Answers the operation that failed, or null when the commit itself did.
    private static WriteOperation? TryCommit(List<WriteOperation> batch, SqlSession session, out Exception? failure)
    {
        WriteOperation? current = null;
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in batch)
            {
                current = operation;
                operation.Execute(session);
            }

            current = null;
            session.Execute("COMMIT");
            failure = null;
        }
#pragma warning disable CA1031 // Whatever a caller's work throws is handed to that caller; the writer goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        return current;
    }

    private void RollBack(SqlSession session)
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException exception)
        {
            // Some errors roll back by themselves; what remains open ends with the connection.
            LogRollbackFailed(_logger, exception);
        }

        RolledBack?.Invoke();
    }

    // After an I/O error the operating system may have dropped the unsynced pages and say nothing the next time, so no
    // further commit on this connection may be trusted.
    private void AbandonBatch(List<WriteOperation> batch, Exception failure)
    {
        LogWriteFailed(_logger, batch.Count, failure);
        var unavailable = new StoreUnavailableException("The store could not write; the outcome is unknown.", failure);
        batch.ForEach(operation => operation.Fail(unavailable));
        _session?.Dispose();
        _session = null;
    }

    private bool TryOpen(List<WriteOperation> batch)
    {
        if (_session is not null)
        {
            return true;
        }

        try
        {
            _session = SqlSession.OpenWriter(_path, _checkpointPages);
            StoreIntegrity.CheckAtReopening(_session, _path);
            StartLogAnew(_session);
            LogReopened(_logger);
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or StoreException or IOException or UnauthorizedAccessException)
        {
            AbandonBatch(batch, exception);
            Thread.Sleep(ReopenPause);
            return false;
        }
    }

    // After a sync that failed, frames of the log may be in memory only, and no later sync writes them: commits behind them
    // would be lost with them at a power cut. Moved into the file they are written and synced anew, and the log begins again.
    private static void StartLogAnew(SqlSession session)
    {
        for (var attempt = 1; session.Scalar("PRAGMA wal_checkpoint(RESTART)") is not 0L; attempt++)
        {
            if (attempt == CheckpointAttemptsMax)
            {
                throw new StoreException("Others read the store, and its log cannot begin anew yet.");
            }

            Thread.Sleep(CheckpointPause);
        }
    }

    private static bool IsFatal(Exception failure) => failure is SqliteException exception && SqliteFailures.IsOfTheStore(exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Writes} writes failed; the store reopens")]
    private static partial void LogWriteFailed(ILogger logger, int writes, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A rollback failed")]
    private static partial void LogRollbackFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is open again")]
    private static partial void LogReopened(ILogger logger);
}
