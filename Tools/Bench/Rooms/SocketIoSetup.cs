using System.Diagnostics;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>Installs Socket.IO for Node, pinned by its lock file, into the artifacts: once, and only for the bench.</summary>
/// <param name="Script">The server's script; null where it cannot be had.</param>
internal sealed record SocketIoSetup(string? Script)
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "server.js"];

    private static readonly TimeSpan InstallMax = TimeSpan.FromMinutes(2);

    public static async Task<SocketIoSetup> PrepareAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Bench", "socketio");
        var target = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "socketio");
        Directory.CreateDirectory(target);
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(source, file), Path.Combine(target, file), overwrite: true);
        }

        if (await InstallAsync(target, cancellationToken) is { } reason)
        {
            say($"  without socket.io: {reason}");
            return new SocketIoSetup(Script: null);
        }

        return new SocketIoSetup(Path.GetFullPath(Path.Combine(target, "server.js")));
    }

    /// <summary>Null when it is installed, else why not.</summary>
    private static async Task<string?> InstallAsync(string directory, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Path.Combine(directory, "node_modules", "socket.io")))
        {
            return null;
        }

        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken).WaitAsync(InstallMax, cancellationToken);
            return npm.ExitCode == 0 ? null : $"npm ended with {npm.ExitCode}: {await error}{await output}";
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return exception.Message;
        }
    }
}
