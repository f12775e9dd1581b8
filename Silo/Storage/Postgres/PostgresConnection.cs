using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>What every connection to the cluster's database has in common, whoever opens it.</summary>
public static class PostgresConnection
{
    /// <summary>The name by which ADO.NET providers are told to use Npgsql.</summary>
    public const string Invariant = "Npgsql";

    // Sessions have no settings of their own, so there is nothing to reset; statements are few and come again. What is
    // acknowledged is on disk, however the server was set up. Times are in seconds.
    private static readonly (string Keyword, object Value)[] Ours =
    [
        ("No Reset On Close", true),
        ("Max Auto Prepare", 20),
        ("Auto Prepare Min Usages", 2),
        ("Maximum Pool Size", 32),
        ("Timeout", 5),
        ("Command Timeout", 10),
        ("Application Name", "social-commerce"),
        ("Options", "-c synchronous_commit=on"),
    ];

    /// <summary>Adds what the connection string does not say.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static string Complete(string connectionString)
    {
        var builder = Parse(connectionString);
        var said = builder.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (keyword, value) in Ours.Where(setting => !said.Contains(setting.Keyword)))
        {
            builder[keyword] = value;
        }

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
            throw new StoreException("The connection string of PostgreSQL cannot be read: " + exception.Message, exception);
        }
    }
}
