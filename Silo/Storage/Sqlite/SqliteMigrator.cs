using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SocialCommerce.Silo.Storage;

/// <summary>Brings a store to this program's schema by numbered scripts; refuses a store that is newer.</summary>
internal static class SqliteMigrator
{
    /// <exception cref="StoreException">The store was written by a newer program.</exception>
    public static void Run(SqliteConnection connection)
    {
        var scripts = MigrationScripts.Read("Sqlite");
        var stored = ReadVersion(connection);
        if (stored > scripts.Count)
        {
            throw new StoreException(
                $"The store has schema {stored}, this program knows {scripts.Count}. Use the newer program, or another data directory.");
        }

        for (var version = (int)stored + 1; version <= scripts.Count; version++)
        {
            // The version changes in the same transaction as the tables, so a crash leaves the one or the other.
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"{scripts[version - 1]}; PRAGMA user_version = {version}";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static long ReadVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
