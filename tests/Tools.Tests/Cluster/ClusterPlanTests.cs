using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Tools.Tests.Cluster;

public sealed class ClusterPlanTests
{
    private static readonly ClusterPrograms Programs = new("Silo.dll", "Api.dll", "Tools.dll");

    private static readonly ClusterRunOptions Options = new(
        Silos: 3, Apis: 2, "localhost", Port: 5080, SiloPort: 11_111, "data", PostgresConnectionString: null, HasDemo: true, WebRoot: "web");

    [Fact]
    public void Make_OfAnySize_GivesEveryNodePortsOfItsOwn()
    {
        var nodes = ClusterPlan.Make(Options with { Silos = 16, Apis = 16 }, "Host=db", Programs);

        string[] settings = ["Cluster__SiloPort", "Cluster__GatewayPort"];
        var ports = nodes.Select(node => node.Url.Port)
            .Concat(nodes.SelectMany(node => settings.Where(node.Environment.ContainsKey).Select(name => int.Parse(node.Environment[name], null))))
            .ToList();
        Assert.Equal((4 * 16), ports.Count);
        Assert.Equal(ports.Count, ports.Distinct().Count());
    }

    [Fact]
    public void Make_WithTheDemo_LetsOneApiFillTheShop()
    {
        var apis = ClusterPlan.Make(Options, "Host=db", Programs).Where(node => node.Kind == NodeKind.Api).ToList();

        Assert.All(apis, api => Assert.Equal("Tools.dll", api.Program));
        Assert.Equal([false, true], apis.Select(api => api.Arguments.Contains("--guest")));
    }

    [Fact]
    public void Make_Empty_RunsTheApisOwnProgram()
    {
        var apis = ClusterPlan.Make(Options with { HasDemo = false }, "Host=db", Programs).Where(node => node.Kind == NodeKind.Api).ToList();

        Assert.All(apis, api => Assert.Equal("Api.dll", api.Program));
        Assert.Equal(["http://localhost:5080/", "http://localhost:5081/"], apis.Select(api => api.Environment["ASPNETCORE_URLS"]));
    }

    [Fact]
    public void Make_Always_SharesDatabaseAndSigningKey()
    {
        var nodes = ClusterPlan.Make(Options, "Host=db", Programs);

        Assert.All(nodes, node => Assert.Equal("Host=db", node.Environment["Cluster__ConnectionString"]));
        Assert.Single(nodes.Where(node => node.Kind == NodeKind.Api).Select(node => node.Environment["Auth__KeyFile"]).Distinct());
    }
}
