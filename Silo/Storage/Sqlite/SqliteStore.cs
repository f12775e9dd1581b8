using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SocialCommerce.Silo.Storage;

/// <summary>The one-file store: takes the data directory, migrates, and owns the writer and the readers.</summary>
public sealed class SqliteStore : IDisposable
{
    private const long CheckedWholeBytesMax = 64L * 1024 * 1024;

    private const long CheckedQuicklyBytesMax = 512L * 1024 * 1024;

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
            _writer = new SqliteWriter(_path, OpenAndMigrate(_path), Options, logger);
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
    internal T Read<T>(Func<SqlSession, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        StoreMetrics.RecordRead();
        if (!_readers.TryTake(out var session))
        {
            session = SqlSession.OpenReader(_path);
        }

        try
        {
            var result = read(session);
            Return(session);
            return result;
        }
        catch
        {
            session.Dispose();
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

    // All of a small file, the structure of a larger one; what takes longer than a start may is left to who makes backups.
    private static void CheckIntegrity(SqlSession session, string path)
    {
        var bytes = new FileInfo(path).Length;
        var check = bytes <= CheckedWholeBytesMax ? "PRAGMA integrity_check(1)" : bytes <= CheckedQuicklyBytesMax ? "PRAGMA quick_check(1)" : null;
        if (check is not null && session.Scalar(check) is not "ok")
        {
            throw new StoreException($"The store '{path}' is damaged; restore it from a backup.");
        }
    }

    private static SqlSession OpenAndMigrate(string path)
    {
        SqlSession? session = null;
        try
        {
            WriteAheadLog.Check(path);
            session = SqlSession.OpenWriter(path);
            CheckIntegrity(session, path);
            SqliteMigrator.Run(session.Connection);
            return session;
        }
        catch (SqliteException exception)
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
