using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCommerce.Tools.Cluster;

/// <summary>
/// The file <c>cluster.json</c> in the data directory: which process is which node. Scripts and tests read it, and so
/// does the next start, which ends what a killed one has left running.
/// </summary>
internal sealed class ClusterRegister(string dataDirectory)
{
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();

    public string File { get; } = Path.Combine(dataDirectory, "cluster.json");

    public void Write(IEnumerable<ClusterNode> nodes)
    {
        var entries = nodes.Select(node => new RegisteredNode(
            node.Spec.Name, node.Spec.Kind, node.ProcessId, node.Spec.Url.ToString(), node.Spec.Program)).ToArray();
        lock (_lock)
        {
            // Written beside and moved, so that nobody reads half of it.
            var draft = $"{File}.new";
            System.IO.File.WriteAllText(draft, JsonSerializer.Serialize(entries, RegisterJson.Default.RegisteredNodeArray));
            System.IO.File.Move(draft, File, overwrite: true);
        }
    }

    public void Delete() => System.IO.File.Delete(File);

    /// <summary>Ends what still runs of the cluster before.</summary>
    public async Task EndLeftoversAsync()
    {
        if (!System.IO.File.Exists(File))
        {
            return;
        }

        var entries = JsonSerializer.Deserialize(await System.IO.File.ReadAllTextAsync(File), RegisterJson.Default.RegisteredNodeArray) ?? [];
        foreach (var process in entries.Select(Find).OfType<Process>())
        {
            using (process)
            {
                await ClusterNode.SignalAsync("TERM", process.Id);
                using var patience = new CancellationTokenSource(LeftoverPatience);
                await process.WaitForExitAsync(patience.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }
        }
    }

    // Another process may have the number by now: only one that runs the node's program is ours.
    private static Process? Find(RegisteredNode node)
    {
        var commandLine = $"/proc/{node.ProcessId}/cmdline";
        try
        {
            return System.IO.File.Exists(commandLine) && System.IO.File.ReadAllText(commandLine).Split('\0').Contains(node.Program)
                ? Process.GetProcessById(node.ProcessId)
                : null;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>One node as the register tells it.</summary>
internal sealed record RegisteredNode(string Name, NodeKind Kind, int ProcessId, string Url, string Program);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(RegisteredNode[]))]
internal sealed partial class RegisterJson : JsonSerializerContext;
