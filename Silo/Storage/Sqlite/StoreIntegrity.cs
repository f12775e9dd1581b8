namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Whether a store's file is sound: all of a small file, the structure of a larger one; what takes longer than a start may
/// is left to who makes backups.
/// </summary>
internal static class StoreIntegrity
{
    private const long WholeBytesMax = 64L * 1024 * 1024;

    private const long StructureBytesMax = 512L * 1024 * 1024;

    /// <exception cref="StoreException">It is damaged.</exception>
    public static void CheckAtStart(SqlSession session, string path)
    {
        var bytes = new FileInfo(path).Length;
        Check(session, path, bytes <= WholeBytesMax ? "PRAGMA integrity_check(1)" : bytes <= StructureBytesMax ? "PRAGMA quick_check(1)" : null);
    }

    /// <summary>While callers wait, so only what is quick.</summary>
    /// <exception cref="StoreException">It is damaged.</exception>
    public static void CheckAtReopening(SqlSession session, string path) =>
        Check(session, path, new FileInfo(path).Length <= StructureBytesMax ? "PRAGMA quick_check(1)" : null);

    private static void Check(SqlSession session, string path, string? check)
    {
        if (check is not null && session.Scalar(check) is not "ok")
        {
            throw new StoreException($"The store '{path}' is damaged; restore it from a backup.");
        }
    }
}
