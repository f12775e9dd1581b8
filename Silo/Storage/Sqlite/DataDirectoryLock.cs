namespace SocialCommerce.Silo.Storage;

/// <summary>
/// One process per data directory: two writers on one SQLite file would share neither the group commit nor the
/// sequences that the writer keeps in memory. The operating system drops the lock with the process, also on kill -9.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    /// <summary>What the runtime answers on Unix (EWOULDBLOCK) and Windows (a sharing violation).</summary>
    private static readonly int LockedByAnother = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the directory, creating it first if need be.</summary>
    /// <exception cref="StoreException">Another process has it, or it cannot be written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, "store.lock");
        try
        {
            Directory.CreateDirectory(directory);
            return new DataDirectoryLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException($"The data directory '{directory}' cannot be written.", exception);
        }
        catch (IOException exception) when (exception.HResult == LockedByAnother && File.Exists(path))
        {
            throw new StoreException(
                $"The data directory '{directory}' is in use by another process. Stop it, or choose another with --data.",
                exception);
        }
        catch (IOException exception)
        {
            throw new StoreException($"The data directory '{directory}' cannot be created or written: {exception.Message}", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
