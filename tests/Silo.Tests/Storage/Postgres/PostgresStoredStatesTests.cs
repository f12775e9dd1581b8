using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using SocialCommerce.Grains.Operations.Cluster;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>Over rows as Orleans' provider writes them with our serializer.</summary>
[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresStoredStatesTests(PostgresServer server) : StoredStatesConformance, IAsyncLifetime
{
    private const string Service = "ours";

    private readonly PostgresSubject<Stores> _subject = new(server, static store => new Stores(
        store,
        new PostgresStoredStates(store, new ClusterServiceId(Service)),
        new PostgresOrderStore(store, NullLogger<PostgresOrderStore>.Instance)));

    protected override IStoredStates States => _subject.Current.States;

    protected override IOrderStore Orders => _subject.Current.Orders;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    [StoreFact]
    public async Task Read_LeavesOutOtherServicesAndWhatWasCleared()
    {
        await WriteAsync("theirs", "user/u-1", "taste", "{}"u8.ToArray());
        await WriteAsync(Service, "user/u-1", "cart", payload: null);

        Assert.Empty(await States.ReadAsync(new("user", "u-1"), default));
    }

    protected override Task WriteAsync(GrainId grain, string name, BasketState state)
    {
        var json = JsonSerializer.Serialize(state, BasketJson.Default.BasketState);
        return WriteAsync(Service, grain.ToString(), name, Encoding.UTF8.GetBytes($$"""{"format":1,"state":{{json}}}"""));
    }

    private async Task WriteAsync(string service, string grainId, string name, byte[]? payload)
    {
        var hash = GrainIdHash.Of(grainId);
        await using var command = _subject.Current.Store.DataSource.CreateCommand(
            """
            INSERT INTO grain_state (service_id, state_name, key_text, key_low, key_high, id_hash_1, id_hash_2, version, payload)
            VALUES ($1, $2, $3, 0, 0, $4, $5, 7, $6)
            """);
        command.Parameters.Add(PostgresParameter.Of(service));
        command.Parameters.Add(PostgresParameter.Of(name));
        command.Parameters.Add(PostgresParameter.Of(grainId));
        command.Parameters.Add(PostgresParameter.Of(hash.First));
        command.Parameters.Add(PostgresParameter.Of(hash.Second));
        command.Parameters.Add(PostgresParameter.Of(payload));
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Stores(PostgresStore Store, PostgresStoredStates States, PostgresOrderStore Orders) : IDisposable
    {
        public void Dispose() => Orders.Dispose();
    }
}
