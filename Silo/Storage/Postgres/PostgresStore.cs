using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>The database that the silos of a cluster share. Several processes use it at once.</summary>
public sealed partial class PostgresStore : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly ILogger<PostgresStore> _logger;

    /// <summary>Connects to nobody yet: <see cref="OpenAsync"/> does.</summary>
    /// <exception cref="StoreException">The connection string cannot be read.</exception>
    public PostgresStore(IOptions<PostgresStoreOptions> options, ILogger<PostgresStore> logger)
    {
        Options = options.Value;
        _logger = logger;
        DataSource = NpgsqlDataSource.Create(PostgresConnection.Complete(Options.ConnectionString));
    }

    internal PostgresStoreOptions Options { get; }

    internal NpgsqlDataSource DataSource { get; }

    /// <summary>Waits until the database answers and brings it to this program's schema.</summary>
    /// <exception cref="StoreException">
    /// It does not answer in time, refuses us, is too old a PostgreSQL, or holds a newer schema.
    /// </exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
                await PostgresMigrator.RunAsync(connection, cancellationToken);
                return;
            }
            catch (NpgsqlException exception)
            {
                if (!exception.IsTransient || Stopwatch.GetElapsedTime(started) > Options.StartWait)
                {
                    throw new StoreException($"PostgreSQL at {Place} cannot be used: {exception.Message}", exception);
                }

                LogWaiting(Place, exception.Message);
            }

            await Task.Delay(RetryPause, cancellationToken);
        }
    }

    public void Dispose() => DataSource.Dispose();

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    /// <summary>Rows of a query with parameters $1, $2, … in the order given.</summary>
    internal async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        StoreMetrics.RecordRead();
        try
        {
            await using var command = DataSource.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (Exception exception) when (PostgresFailures.IsUnavailable(exception))
        {
            throw new StoreUnavailableException("The store could not be read.", exception);
        }
    }

    // Without the password.
    private string Place
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(DataSource.ConnectionString);
            return $"{builder.Host}:{builder.Port}/{builder.Database}";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL at {Place} does not answer yet: {Reason}")]
    private partial void LogWaiting(string place, string reason);
}
