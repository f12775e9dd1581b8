using System.Net.Sockets;
using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>What a failed command means for who gave it.</summary>
internal static class PostgresFailures
{
    // Classes of SQLSTATE: connection, resources, operator's intervention, system, internal.
    private static readonly string[] UnavailableClasses = ["08", "53", "57", "58", "XX"];

    /// <summary>Rolled back for certain, because another transaction was in the way; the same again may well succeed.</summary>
    public static bool IsRolledBackByOthers(Exception failure) => failure
        is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>The database is at fault and not the caller; whether something was written is not known.</summary>
    public static bool IsUnavailable(Exception failure) => failure switch
    {
        PostgresException refused => UnavailableClasses.Any(known => refused.SqlState.StartsWith(known, StringComparison.Ordinal)),
        NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException => true,
        _ => false,
    };
}
