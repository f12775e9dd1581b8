using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>What every connection to the cluster's database has in common, whoever opens it.</summary>
public static class PostgresConnection
{
    /// <summary>The name by which ADO.NET providers are told to use Npgsql.</summary>
    public const string Invariant = "Npgsql";

    private const int ConnectionsMax = 32;
    private const int ConnectSecondsMax = 5;
    private const int CommandSecondsMax = 10;
    private const int PreparedMax = 20;
    private const int PrepareAfterUses = 2;

    private static readonly NpgsqlConnectionStringBuilder Defaults = [];

    /// <summary>Adds what the connection string leaves at Npgsql's default.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static string Complete(string connectionString)
    {
        var builder = Parse(connectionString);

        // Sessions carry no settings of their own, so there is nothing to reset; statements are few and come again.
        builder.NoResetOnClose = true;
        builder.MaxAutoPrepare = Choose(builder.MaxAutoPrepare, Defaults.MaxAutoPrepare, PreparedMax);
        builder.AutoPrepareMinUsages = Choose(builder.AutoPrepareMinUsages, Defaults.AutoPrepareMinUsages, PrepareAfterUses);
        builder.MaxPoolSize = Choose(builder.MaxPoolSize, Defaults.MaxPoolSize, ConnectionsMax);
        builder.Timeout = Choose(builder.Timeout, Defaults.Timeout, ConnectSecondsMax);
        builder.CommandTimeout = Choose(builder.CommandTimeout, Defaults.CommandTimeout, CommandSecondsMax);
        builder.ApplicationName ??= "social-commerce";

        // What is acknowledged is on disk, however the server was set up.
        builder.Options ??= "-c synchronous_commit=on";
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            // The text may hold a password.
            throw new StoreException("The connection string of PostgreSQL cannot be read: " + exception.Message, exception);
        }
    }

    private static int Choose(int value, int standard, int ours) => value == standard ? ours : value;
}
