using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SocialCommerce.Silo.Storage;

/// <summary>The one-file store: takes the data directory, migrates, and owns the writer and the readers.</summary>
public sealed class SqliteStore : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _readers = [];
    private readonly DataDirectoryLock _lock;
    private readonly SqliteWriter _writer;
    private readonly string _path;
    private volatile bool _isDisposed;

    /// <exception cref="StoreException">The directory is in use, cannot be written, or holds a newer store.</exception>
    public SqliteStore(IOptions<SqliteStoreOptions> options, ILogger<SqliteStore> logger)
    {
        Options = options.Value;
        _path = Path.Combine(Options.DataDirectory, "store.db");
        _lock = DataDirectoryLock.Take(Options.DataDirectory);
        try
        {
            _writer = new SqliteWriter(_path, OpenAndMigrate(_path, Options), Options, logger);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    internal SqliteStoreOptions Options { get; }

    internal SqliteWriter Writer => _writer;

    /// <summary>
    /// Reads what is committed. Runs on the caller's thread: SQLite reads are synchronous, short and mostly from cache.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read now.</exception>
    internal T Read<T>(Func<SqlSession, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        StoreMetrics.RecordRead();
        SqlSession? session = null;
        try
        {
            session = _readers.TryTake(out var idle) ? idle : SqlSession.OpenReader(_path);
            var result = read(session);
            Return(session);
            return result;
        }
        catch (SqliteException exception) when (SqliteFailures.IsOfTheStoreRead(exception))
        {
            session?.Dispose();
            throw new StoreUnavailableException("The store could not be read.", exception);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Finishes what is queued, then closes the file and frees the directory.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        CloseReaders();

        // The writer closes last: the last connection moves the whole log into the file.
        _writer.Dispose();
        _lock.Dispose();
    }

    // A read that began before the store closed ends after it; its session would keep the file open for ever.
    private void Return(SqlSession session)
    {
        _readers.Add(session);
        if (_isDisposed)
        {
            CloseReaders();
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private static SqlSession OpenAndMigrate(string path, SqliteStoreOptions options)
    {
        SqlSession? session = null;
        try
        {
            WriteAheadLog.Check(path);
            session = SqlSession.OpenWriter(path, options.CheckpointPages);
            StoreIntegrity.CheckAtStart(session, path);
            SqliteMigrator.Run(session.Connection);
            return session;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            session?.Dispose();
            throw new StoreException($"The store '{path}' cannot be opened: {exception.Message}", exception);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }
}
