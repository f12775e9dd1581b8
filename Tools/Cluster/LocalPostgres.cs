using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialCommerce.Tools.Cluster;

/// <summary>
/// A PostgreSQL server of our own on the loopback address, in a directory of its own, for a cluster on one machine and
/// for tests. It lives apart from this process: a Ctrl+C in the terminal reaches the silos first and their database
/// last, and a server that a killed process left behind is taken over by the next start on the same directory.
/// </summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    private const int ConnectionsMax = 200;
    private const int AttemptsMax = 5;
    private const int SecondsMax = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly PostgresPrograms _programs;
    private readonly string _directory;
    private readonly FileStream _lock;

    private LocalPostgres(PostgresPrograms programs, string directory, FileStream directoryLock)
    {
        _programs = programs;
        _directory = directory;
        _lock = directoryLock;
    }

    /// <summary>For the administrator of the server, who needs no password: whoever reaches the loopback address may use it.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    public int Port { get; private set; }

    private static string Seconds => SecondsMax.ToString(CultureInfo.InvariantCulture);

    private string Cluster => Path.Combine(_directory, "cluster");

    private string Log => Path.Combine(_directory, "server.log");

    /// <summary>
    /// Starts the server of a directory, which is created and initialised the first time. Port 0 takes a free one.
    /// Commits are durable: fsync and synchronous_commit are on.
    /// </summary>
    /// <exception cref="LocalPostgresException">
    /// PostgreSQL is not installed, does not start, or the directory is in use by another process.
    /// </exception>
    public static async Task<LocalPostgres> StartAsync(string dataDirectory, int port)
    {
        var programs = PostgresPrograms.Find() ?? throw new LocalPostgresException(PostgresPrograms.Missing);
        var directory = Path.GetFullPath(dataDirectory);
        Directory.CreateDirectory(directory);
        var server = new LocalPostgres(programs, directory, TakeLock(directory));
        try
        {
            await PostgresPrograms.GiveAsync(directory);
            await server.InitialiseAsync();
            await server.StartAsync(port);
            return server;
        }
        catch
        {
            await server._lock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again, on the same port, after <see cref="KillAsync"/>.</summary>
    public Task RestartAsync() => StartAsync(Port);

    /// <summary>SIGKILL to every process of the server: what a loss of power is to the database, but for the disk.</summary>
    public async Task KillAsync()
    {
        using var postmaster = FindPostmaster();
        if (postmaster is not null)
        {
            postmaster.Kill(entireProcessTree: true);
            await postmaster.WaitForExitAsync();
        }
    }

    /// <summary>Ends all sessions, writes what is in memory and stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _lock.DisposeAsync();
    }

    // The operating system drops the lock with the process, also on kill -9.
    private static FileStream TakeLock(string directory)
    {
        var path = Path.Combine(directory, "owner.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalPostgresException(
                $"The directory '{directory}' of PostgreSQL is in use by another process, or cannot be written.", exception);
        }
    }

    // Initialises beside the final place, so that what a crash cut short is never taken for a database.
    private async Task InitialiseAsync()
    {
        if (Directory.Exists(Cluster))
        {
            return;
        }

        var unfinished = Path.Combine(_directory, "cluster.new");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await RunAsync(
            "initdb", "-D", unfinished, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--data-checksums",
            "--no-instructions");
        Directory.Move(unfinished, Cluster);
    }

    private async Task StartAsync(int port)
    {
        // We have the lock, so whoever started a server that runs here is gone.
        await StopAsync();
        for (var attempt = 1; ; attempt++)
        {
            Port = port == 0 ? FreePort() : port;
            try
            {
                await RunAsync("pg_ctl", "start", "-D", Cluster, "-l", Log, "-w", "-t", Seconds, "-s", "-o", Settings(Port));
                break;
            }
            catch (LocalPostgresException) when (attempt < AttemptsMax)
            {
                // Someone else took the free port meanwhile, or what is left of a killed server is just going.
                await Task.Delay(Pause);
            }
        }

        ConnectionString = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres");
    }

    private async Task StopAsync()
    {
        using var postmaster = FindPostmaster();
        if (postmaster is not null)
        {
            await RunAsync("pg_ctl", "stop", "-D", Cluster, "-m", "fast", "-w", "-t", Seconds, "-s");
        }
    }

    // A number in a file outlives its process, and then names another one: the server is the one that works in our folder.
    private Process? FindPostmaster()
    {
        var file = Path.Combine(Cluster, "postmaster.pid");
        if (!File.Exists(file))
        {
            return null;
        }

        var id = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        return new DirectoryInfo($"/proc/{id}/cwd").LinkTarget == Cluster ? Process.GetProcessById(id) : null;
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await _programs.RunAsync(program, arguments, _directory);
        if (exitCode != 0)
        {
            var log = File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(5)) : string.Empty;
            throw new LocalPostgresException($"PostgreSQL's {program} failed in '{_directory}': {output}\n{log}".TrimEnd());
        }
    }

    private static string Settings(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections={ConnectionsMax} " +
        $"-c fsync=on -c full_page_writes=on -c synchronous_commit=on");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The local server cannot run; the message is for the person who started the program.</summary>
internal sealed class LocalPostgresException(string message, Exception? inner = null) : Exception(message, inner);
