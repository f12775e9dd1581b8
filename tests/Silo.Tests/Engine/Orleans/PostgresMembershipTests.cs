using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Silo.Tests.Storage;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Silo.Tests.Engine;

/// <summary>What Orleans' membership protocol relies on: every change is made from the version that was read, or not at all.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresMembershipTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private PostgresDatabase? _database;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Initialize_BySeveralSilosAtOnce_MakesOneTableWithoutMembers()
    {
        var table = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => table.InitializeMembershipTable(true))));

        var data = await table.ReadAll();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    [PostgresFact]
    public async Task Insert_ThenRead_GivesTheMemberAndANewVersion()
    {
        var table = await CreateAsync();
        var entry = Entry(port: 1);

        Assert.True(await table.InsertRow(entry, Next(await table.ReadAll())));

        var data = await table.ReadRow(entry.SiloAddress);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(
            (entry.SiloAddress, entry.SiloName, entry.HostName, entry.Status, entry.ProxyPort, entry.StartTime, entry.IAmAliveTime),
            (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort, read.StartTime, read.IAmAliveTime));
        Assert.Empty((await table.ReadRow(Address(port: 2))).Members);
    }

    [PostgresFact]
    public async Task Insert_FromAnOldVersionOrTwice_ChangesNothing()
    {
        var table = await CreateAsync();
        var old = await table.ReadAll();
        await table.InsertRow(Entry(port: 1), Next(old));

        Assert.False(await table.InsertRow(Entry(port: 2), Next(old)));
        Assert.False(await table.InsertRow(Entry(port: 1), Next(await table.ReadAll())));

        var data = await table.ReadAll();
        Assert.Single(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [PostgresFact]
    public async Task Update_ByManyFromOneVersion_LetsOneWin()
    {
        var table = await CreateAsync();
        await table.InsertRow(Entry(port: 1), Next(await table.ReadAll()));
        var data = await table.ReadAll();

        var won = await Task.WhenAll(Enumerable.Range(2, 10).Select(suspector => Task.Run(() =>
        {
            var entry = Entry(port: 1, SiloStatus.Dead);
            entry.AddSuspector(Address(suspector), Now);
            return table.UpdateRow(entry, data.Members[0].Item2, Next(data));
        })));

        Assert.Single(won, true);
        var after = await table.ReadAll();
        Assert.Equal(2, after.Version.Version);
        Assert.Equal(SiloStatus.Dead, after.Members[0].Item1.Status);
        Assert.Equal(Now, Assert.Single(after.Members[0].Item1.SuspectTimes!).Item2);
    }

    [PostgresFact]
    public async Task Update_MemberThatIsNotThere_ChangesNothing()
    {
        var table = await CreateAsync();

        var version = Next(await table.ReadAll());

        Assert.False(await table.UpdateRow(Entry(port: 1), version.VersionEtag, version));

        Assert.Equal(0, (await table.ReadAll()).Version.Version);
    }

    [PostgresFact]
    public async Task UpdateIAmAlive_Always_MovesTheTimeAndNotTheVersion()
    {
        var table = await CreateAsync();
        var entry = Entry(port: 1);
        await table.InsertRow(entry, Next(await table.ReadAll()));
        entry.IAmAliveTime = Now.AddMinutes(1);

        await table.UpdateIAmAlive(entry);

        var data = await table.ReadAll();
        Assert.Equal(Now.AddMinutes(1), data.Members[0].Item1.IAmAliveTime);
        Assert.Equal(1, data.Version.Version);
    }

    [PostgresFact]
    public async Task CleanUp_OldEntries_RemovesTheDeadOnly()
    {
        var table = await CreateAsync();
        await table.InsertRow(Entry(port: 1, SiloStatus.Dead), Next(await table.ReadAll()));
        await table.InsertRow(Entry(port: 2), Next(await table.ReadAll()));

        await table.CleanupDefunctSiloEntries(Now);
        Assert.Equal(2, (await table.ReadAll()).Members.Count);
        await table.CleanupDefunctSiloEntries(Now.AddSeconds(1));

        Assert.Equal(Address(port: 2), Assert.Single((await table.ReadAll()).Members).Item1.SiloAddress);
    }

    [PostgresFact]
    public async Task Delete_OfACluster_LeavesOthers()
    {
        var mine = await CreateAsync();
        var other = await CreateAsync("other");
        await mine.InsertRow(Entry(port: 1), Next(await mine.ReadAll()));
        await other.InsertRow(Entry(port: 1), Next(await other.ReadAll()));

        await mine.DeleteMembershipTableEntries("mine");
        await mine.InitializeMembershipTable(true);

        Assert.Empty((await mine.ReadAll()).Members);
        Assert.Single((await other.ReadAll()).Members);
    }

    [PostgresFact]
    public async Task GetGateways_OfTheCluster_AreThoseOfActiveSilosThatHaveOne()
    {
        var table = await CreateAsync();
        await table.InsertRow(Entry(port: 1, proxyPort: 101), Next(await table.ReadAll()));
        await table.InsertRow(Entry(port: 2, proxyPort: 0), Next(await table.ReadAll()));
        await table.InsertRow(Entry(port: 3, SiloStatus.Dead, proxyPort: 103), Next(await table.ReadAll()));
        var options = new AdoNetClusteringClientOptions
        {
            Invariant = PostgresConnection.Invariant,
            ConnectionString = _database!.ConnectionString,
        };
        var gateways = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance, NoServices(), Options.Create(options),
            Options.Create(new GatewayOptions()), Cluster("mine"));
        await gateways.InitializeGatewayListProvider();

        Assert.Equal(101, Assert.Single(await gateways.GetGateways()).Port);
    }

    private async Task<AdoNetClusteringTable> CreateAsync(string cluster = "mine")
    {
        _database ??= await server.CreateAsync();
        var options = new AdoNetClusteringSiloOptions
        {
            Invariant = PostgresConnection.Invariant,
            ConnectionString = PostgresConnection.Complete(_database.ConnectionString),
        };
        var table = new AdoNetClusteringTable(
            NoServices(), Cluster(cluster), Options.Create(options), NullLogger<AdoNetClusteringTable>.Instance);
        await table.InitializeMembershipTable(true);
        return table;
    }

    private static ServiceProvider NoServices() => new ServiceCollection().BuildServiceProvider();

    private static IOptions<ClusterOptions> Cluster(string id) =>
        Options.Create(new ClusterOptions { ClusterId = id, ServiceId = "tests" });

    private static TableVersion Next(MembershipTableData data) => data.Version.Next();

    private static SiloAddress Address(int port) => SiloAddress.New(IPAddress.Loopback, port, generation: 7);

    private static MembershipEntry Entry(int port, SiloStatus status = SiloStatus.Active, int proxyPort = 30_000) => new()
    {
        SiloAddress = Address(port),
        SiloName = $"silo-{port}",
        HostName = "here",
        Status = status,
        ProxyPort = proxyPort,
        StartTime = Now,
        IAmAliveTime = Now,
    };
}
