using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Brings a database to this program's schema by numbered scripts, once, however many silos start at a time; refuses a
/// database that is newer.
/// </summary>
internal static class PostgresMigrator
{
    private const int VersionMin = 150_000;

    // Any number will do that nobody else takes in this database.
    private const long LockKey = 0x50_43_4D_49_47_52_41_54;

    /// <exception cref="StoreException">The server is too old, or the database was written by a newer program.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Prepare =
            """
            CREATE TABLE IF NOT EXISTS schema_version (
              version integer PRIMARY KEY,
              applied_at timestamptz NOT NULL DEFAULT now()
            )
            """;

        await CheckServerAsync(connection, cancellationToken);
        var scripts = MigrationScripts.Read("Postgres");

        // Scripts and versions are one transaction, so a crash leaves the old schema or the new; the lock ends with it.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, LockKey);
        await ExecuteAsync(connection, Prepare, cancellationToken);
        var stored = await ReadVersionAsync(connection, cancellationToken);
        if (stored > scripts.Count)
        {
            throw new StoreException(
                $"The database has schema {stored}, this program knows {scripts.Count}. Use the newer program, or another database.");
        }

        for (var version = stored + 1; version <= scripts.Count; version++)
        {
            await ExecuteAsync(connection, scripts[version - 1], cancellationToken);
            await ExecuteAsync(connection, "INSERT INTO schema_version (version) VALUES ($1)", cancellationToken, version);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task CheckServerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT current_setting('server_version_num')::int";

        await using var command = new NpgsqlCommand(Sql, connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not int version || version < VersionMin)
        {
            throw new StoreException(
                $"PostgreSQL {connection.PostgreSqlVersion} is too old; the store needs {VersionMin / 10_000} or later.");
        }
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schema_version", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
