using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialCommerce.Tools.Cluster;

/// <summary>
/// The installed programs of a PostgreSQL server, and how they are run: never as root, which they refuse, so that a
/// process of root runs them as the user that owns the data.
/// </summary>
internal sealed partial class PostgresPrograms
{
    /// <summary>The oldest major version that the store works on.</summary>
    public const int MajorMin = 15;

    public static readonly string Missing =
        $"There is no PostgreSQL {MajorMin} or later: install it (apt-get install postgresql), or put its initdb, pg_ctl and postgres on the PATH.";

    private static readonly string[] Names = ["initdb", "pg_ctl", "postgres"];
    private static readonly string[] Users = ["postgres", "nobody"];
    private static readonly Lazy<PostgresPrograms?> Installed = new(Search);

    private readonly string _directory;

    private PostgresPrograms(string directory) => _directory = directory;

    /// <summary>Those on the PATH, or else the newest where Debian keeps them; null when there are none.</summary>
    public static PostgresPrograms? Find() => Installed.Value;

    /// <summary>Gives a directory to the user that the programs will run as. Does nothing for who is not root.</summary>
    /// <exception cref="LocalPostgresException">That user cannot reach the directory.</exception>
    public static async Task GiveAsync(string directory)
    {
        if (!Environment.IsPrivilegedProcess || await OwnerAsync(directory) != "root")
        {
            return;
        }

        var user = FindUser();
        await ExecuteAsync("chown", [$"{user}:", directory], directory);
        var (exitCode, _) = await ExecuteAsync("runuser", ["-u", user, "--", "test", "-w", directory], "/");
        if (exitCode != 0)
        {
            throw new LocalPostgresException(
                $"PostgreSQL does not run as root, and the user '{user}' cannot reach '{directory}'. Choose a directory that it can reach.");
        }
    }

    /// <summary>Runs a program to its end as the owner of the directory.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, string dataDirectory)
    {
        var path = Path.Combine(_directory, program);
        return Environment.IsPrivilegedProcess
            ? await ExecuteAsync("runuser", ["-u", await OwnerAsync(dataDirectory), "--", path, .. arguments], dataDirectory)
            : await ExecuteAsync(path, arguments, dataDirectory);
    }

    private static async Task<(int ExitCode, string Output)> ExecuteAsync(string path, string[] arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(outputs).Trim());
    }

    private static async Task<string> OwnerAsync(string directory) =>
        (await ExecuteAsync("stat", ["-c", "%U", directory], "/")).Output;

    private static string FindUser()
    {
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return Users.FirstOrDefault(known.Contains)
            ?? throw new LocalPostgresException("PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody'.");
    }

    private static PostgresPrograms? Search()
    {
        const string DebianRoot = "/usr/lib/postgresql";

        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        var debian = Directory.Exists(DebianRoot)
            ? Directory.GetDirectories(DebianRoot).Select(version => Path.Combine(version, "bin")).OrderByDescending(MajorOf)
            : Enumerable.Empty<string>();
        var directory = onPath.Concat(debian).FirstOrDefault(candidate => MajorOf(candidate) >= MajorMin);
        return directory is null ? null : new PostgresPrograms(directory);
    }

    // 0 where the programs are not all there, or do not run.
    private static int MajorOf(string directory)
    {
        if (directory.Length == 0 || !Names.All(name => File.Exists(Path.Combine(directory, name))))
        {
            return 0;
        }

        var start = new ProcessStartInfo(Path.Combine(directory, "postgres"), ["--version"]) { RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            var match = Version().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }
        catch (Win32Exception)
        {
            // A link to what was uninstalled counts as a file too.
            return 0;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
