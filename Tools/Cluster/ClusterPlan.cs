using System.Globalization;

namespace SocialCommerce.Tools.Cluster;

/// <summary>Which processes a cluster on this machine is made of, and which port each has.</summary>
internal static class ClusterPlan
{
    /// <summary>Ports of silos count up from here, each kind from its own.</summary>
    private const int GatewayPortOffset = 1_000;

    private const int HealthPortOffset = 2_000;

    public static IReadOnlyList<NodeSpec> Make(ClusterRunOptions options, string connectionString, ClusterPrograms programs) =>
    [
        .. Enumerable.Range(0, options.Silos).Select(index => Silo(index, options, connectionString, programs)),
        .. Enumerable.Range(0, options.Apis).Select(index => Api(index, options, connectionString, programs)),
    ];

    private static NodeSpec Silo(int index, ClusterRunOptions options, string connectionString, ClusterPrograms programs)
    {
        var port = options.SiloPort + index;
        var url = Address("127.0.0.1", port + HealthPortOffset);
        var environment = Common(options, connectionString);
        environment["Cluster__Address"] = "127.0.0.1";
        environment["Cluster__SiloPort"] = Text(port);
        environment["Cluster__GatewayPort"] = Text(port + GatewayPortOffset);
        environment["ASPNETCORE_URLS"] = url.ToString();
        return new NodeSpec($"silo-{index + 1}", NodeKind.Silo, programs.Silo, [], environment, url);
    }

    // The demo shop, its pictures and its crowd belong to the tools; an Api without them is the Api's own program.
    private static NodeSpec Api(int index, ClusterRunOptions options, string connectionString, ClusterPrograms programs)
    {
        var port = options.Port + index;
        var url = Address(options.Host, port);
        var environment = Common(options, connectionString);
        environment["Auth__KeyFile"] = Path.Combine(options.DataDirectory, "keys", "jwt.key");
        var name = $"api-{index + 1}";
        if (!options.HasDemo)
        {
            environment["ASPNETCORE_URLS"] = url.ToString();
            return new NodeSpec(name, NodeKind.Api, programs.Api, [], environment, url);
        }

        string[] arguments = ["api", "--host", options.Host, "--port", Text(port), .. index == 0 ? Array.Empty<string>() : ["--guest"]];
        return new NodeSpec(name, NodeKind.Api, programs.Tools, arguments, environment, url);
    }

    private static Dictionary<string, string> Common(ClusterRunOptions options, string connectionString)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cluster__ConnectionString"] = connectionString,
            ["Logging__LogLevel__Default"] = "Information",
            ["Logging__LogLevel__Orleans"] = "Warning",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        };
        if (options.WebRoot is { } web)
        {
            environment["Web__Root"] = web;
        }

        return environment;
    }

    private static Uri Address(string host, int port) => new UriBuilder(Uri.UriSchemeHttp, host, port).Uri;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is asked for on the command line.</summary>
/// <param name="SiloPort">The first silo's; its gateway is 1000 above, its health 2000 above, the next silo's 1 above.</param>
/// <param name="Port">The first Api's; the next has the next.</param>
/// <param name="PostgresConnectionString">Null: a server of the cluster's own, in the data directory.</param>
/// <param name="WebRoot">Folder of the built page, if there is one.</param>
internal sealed record ClusterRunOptions(
    int Silos,
    int Apis,
    string Host,
    int Port,
    int SiloPort,
    string DataDirectory,
    string? PostgresConnectionString,
    bool HasDemo,
    string? WebRoot);

/// <summary>The programs that nodes run.</summary>
internal sealed record ClusterPrograms(string Silo, string Api, string Tools)
{
    /// <summary>
    /// Those beside this one: a build puts every project into its own folder, a publish all into one.
    /// </summary>
    /// <exception cref="FileNotFoundException">A program is not where this one comes from.</exception>
    public static ClusterPrograms Find(string baseDirectory)
    {
        var tools = Path.Combine(baseDirectory, "SocialCommerce.Tools.dll");
        return new ClusterPrograms(Beside("Silo"), Beside("Api"), tools);

        string Beside(string project)
        {
            var file = $"SocialCommerce.{project}.dll";
            var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(baseDirectory));
            string[] places = [Path.Combine(baseDirectory, "..", "..", project, configuration, file), Path.Combine(baseDirectory, file)];
            return places.Select(Path.GetFullPath).FirstOrDefault(File.Exists)
                ?? throw new FileNotFoundException($"{file} is not built.", file);
        }
    }
}
