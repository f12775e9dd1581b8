namespace SocialCommerce.Tools.Cluster;

/// <summary>
/// Runs a cluster on this machine: its database, its silos, its Api processes. Starts again what ends unasked, restarts
/// the silos one by one when asked, and stops everything in the order that loses nothing.
/// </summary>
internal sealed class ClusterSupervisor : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ClusterRegister _register;
    private readonly LocalPostgres? _postgres;
    private readonly IReadOnlyList<ClusterNode> _nodes;
    private readonly Action<string> _tell;

    private ClusterSupervisor(
        ClusterRunOptions options, LocalPostgres? postgres, string connectionString, ClusterPrograms programs, Action<string> tell)
    {
        var logs = Path.Combine(options.DataDirectory, "logs");
        Directory.CreateDirectory(logs);
        _tell = tell;
        _postgres = postgres;
        _register = new ClusterRegister(options.DataDirectory);
        _nodes = [.. ClusterPlan.Make(options, connectionString, programs).Select(spec => new ClusterNode(spec, logs, _http, tell))];
        foreach (var node in _nodes)
        {
            node.Started += () => _register.Write(_nodes);
        }
    }

    public IEnumerable<Uri> ApiUrls => Nodes(NodeKind.Api).Select(node => node.Spec.Url);

    /// <exception cref="ClusterException">A node does not come up.</exception>
    /// <exception cref="LocalPostgresException">There is no database, and none can be started.</exception>
    public static async Task<ClusterSupervisor> StartAsync(
        ClusterRunOptions options, ClusterPrograms programs, Action<string> tell, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        await new ClusterRegister(options.DataDirectory).EndLeftoversAsync();
        var postgres = options.PostgresConnectionString is null
            ? await LocalPostgres.StartAsync(Path.Combine(options.DataDirectory, "postgres"), port: 0)
            : null;
        var connectionString = options.PostgresConnectionString ?? postgres!.ConnectionString;
        var supervisor = new ClusterSupervisor(options, postgres, connectionString, programs, tell);
        try
        {
            await supervisor.StartNodesAsync(NodeKind.Silo, cancellationToken);
            await supervisor.StartNodesAsync(NodeKind.Api, cancellationToken);
            return supervisor;
        }
        catch
        {
            await supervisor.DisposeAsync();
            throw;
        }
    }

    /// <summary>Restarts every silo, the next when the one before answers again.</summary>
    public async Task RestartSilosAsync(CancellationToken cancellationToken)
    {
        foreach (var node in Nodes(NodeKind.Silo))
        {
            _tell($"{node.Spec.Name} is restarted.");
            await node.StopAsync();
            node.Start();
            await node.WaitReadyAsync(cancellationToken);
        }

        _tell("Every silo has been restarted.");
    }

    /// <summary>Api processes first, so that nobody asks silos that go; the database last.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes(NodeKind.Api).Select(node => node.DisposeAsync().AsTask()));

        // All but the last hand their grains over to the next; the last makes everything durable.
        foreach (var node in Nodes(NodeKind.Silo))
        {
            await node.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _register.Delete();
        _http.Dispose();
    }

    private IEnumerable<ClusterNode> Nodes(NodeKind kind) => _nodes.Where(node => node.Spec.Kind == kind);

    private async Task StartNodesAsync(NodeKind kind, CancellationToken cancellationToken)
    {
        foreach (var node in Nodes(kind))
        {
            node.Start();
        }

        await Task.WhenAll(Nodes(kind).Select(node => node.WaitReadyAsync(cancellationToken)));
    }
}
