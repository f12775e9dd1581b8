using Microsoft.Data.Sqlite;

namespace SocialCommerce.Silo.Storage;

/// <summary>Which of SQLite's errors are a caller's mistake, and which say that the file or its disk is not usable now.</summary>
internal static class SqliteFailures
{
    private const int Error = 1;
    private const int ReadOnly = 8;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private const int Range = 25;

    /// <summary>I/O, no space, locks, damage: nothing that the statement could help.</summary>
    public static bool IsOfTheStore(SqliteException exception) =>
        exception.SqliteErrorCode is not (Error or TooBig or Constraint or Mismatch or Range);

    /// <summary>The same of a session that only reads, in which a statement that writes is a mistake of its caller.</summary>
    public static bool IsOfTheStoreRead(SqliteException exception) =>
        IsOfTheStore(exception) && exception.SqliteExtendedErrorCode != ReadOnly;
}
