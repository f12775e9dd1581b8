namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>A moment of writing, seen from outside: a system call on one of the store's files.</summary>
/// <param name="Calls">As strace names them; one with a question mark need not exist here.</param>
/// <param name="IsAfter">The call has been made and its caller does not know yet; else it is not made.</param>
/// <param name="NthMax">A thread's first to so manieth such call, drawn anew each time.</param>
internal sealed record WritePoint(string Name, WritePhase Phase, string Calls, StoreFile File, bool IsAfter, int NthMax)
{
    public const string Writes = "pwrite64";
    public const string Syncs = "fsync,fdatasync";
    public const string Reads = "pread64";

    public static readonly IReadOnlyList<WritePoint> All =
    [
        // A commit: its frames, the sync that makes it durable, and the time between that and the answer.
        new("log-write", WritePhase.Serving, Writes, StoreFile.Log, IsAfter: false, 60),
        new("log-sync", WritePhase.Serving, Syncs, StoreFile.Log, IsAfter: false, 20),
        new("log-synced", WritePhase.Serving, Syncs, StoreFile.Log, IsAfter: true, 20),

        // A checkpoint: pages into the file, its sync, and the time before the log begins anew.
        new("file-write", WritePhase.Serving, Writes, StoreFile.Main, IsAfter: false, 40),
        new("file-sync", WritePhase.Serving, Syncs, StoreFile.Main, IsAfter: false, 3),
        new("file-synced", WritePhase.Serving, Syncs, StoreFile.Main, IsAfter: true, 3),

        new("log-create", WritePhase.Starting, "openat", StoreFile.Log, IsAfter: false, 1),
        new("log-remove", WritePhase.Stopping, "?unlink,unlinkat", StoreFile.Log, IsAfter: false, 1),
        new("migration-write", WritePhase.Migrating, Writes, StoreFile.All, IsAfter: false, int.MaxValue),
        new("migration-sync", WritePhase.Migrating, Syncs, StoreFile.All, IsAfter: false, int.MaxValue),
    ];
}

internal enum WritePhase
{
    /// <summary>While orders come in.</summary>
    Serving = 0,

    /// <summary>A start on a store that was closed in order.</summary>
    Starting = 1,

    /// <summary>A stop in order.</summary>
    Stopping = 2,

    /// <summary>The first start, on an empty directory.</summary>
    Migrating = 3,
}

internal enum StoreFile
{
    Main = 0,

    /// <summary>The write-ahead log.</summary>
    Log = 1,

    /// <summary>Both, and the index of the log that processes share.</summary>
    All = 2,
}

/// <summary>Where a store's files are.</summary>
internal static class StoreFiles
{
    public static IReadOnlyList<string> PathsOf(string dataDirectory, StoreFile file)
    {
        var main = Path.Combine(dataDirectory, "store.db");
        return file switch
        {
            StoreFile.Main => [main],
            StoreFile.Log => [main + "-wal"],
            _ => [main, main + "-wal", main + "-shm"],
        };
    }
}
