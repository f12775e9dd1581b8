using System.Text;
using Orleans.Storage;
using SocialCommerce.Silo.Tests.Storage;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Silo.Tests.Engine;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresGrainStorageTests(PostgresServer server, PostgresSiloFixture fixture)
    : GrainStorageConformance, IClassFixture<PostgresSiloFixture>, IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("shopper", "u-2");

    private PostgresSilo? _silo;

    protected override IGrainStorage Storage => _silo!.Storage;

    // The ADO.NET provider reads what a clear without ETag is to clear.
    protected override bool ClearsWhatItNeverSaw => true;

    public async Task InitializeAsync() => _silo = await fixture.GetAsync(server);

    public Task DisposeAsync() => Task.CompletedTask;

    [PostgresFact]
    public async Task Write_State_IsJsonOfItsMembersAndNothingElse()
    {
        await WriteAsync(new BasketState { Items = 3, Note = "红" });

        var payload = Assert.Single(await _silo!.QueryAsync<byte[]>("SELECT payload FROM grain_state"));

        Assert.Equal("""{"format":1,"state":{"Items":3,"Note":"\u7EA2"}}""", Encoding.UTF8.GetString(payload));
    }

    [PostgresFact]
    public async Task Write_State_LeavesNoNameOfAnAssemblyInTheRow()
    {
        await WriteAsync(new BasketState { Items = 3 });

        var row = Assert.Single(await _silo!.QueryAsync<string>(
            "SELECT concat(service_id, ' ', state_name, ' ', key_text, ' ', convert_from(payload, 'UTF8')) FROM grain_state"));

        Assert.DoesNotContain("SocialCommerce", row, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(BasketState), row, StringComparison.Ordinal);
        Assert.DoesNotContain("$type", row, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Read_AfterTheClrTypeWasRenamed_GivesTheState()
    {
        await WriteAsync(new BasketState { Items = 3, Note = "kept" });

        var read = new GrainState<RenamedBasketState>();
        await Storage.ReadStateAsync("basket", Grain, read);

        Assert.Equal((3, "kept"), (read.State!.Items, read.State.Note));
    }

    [PostgresFact]
    public async Task Read_StateOfANewerFormat_IsRefused()
    {
        await WriteAsync(new BasketState());
        await _silo!.QueryAsync<int>(
            """UPDATE grain_state SET payload = '{"format":99,"state":{}}'::bytea RETURNING 1""");

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(
            () => Storage.ReadStateAsync("basket", Grain, new GrainState<BasketState>()));

        Assert.Contains("format 99", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Read_DamagedPayload_IsAnErrorAndNoEmptyState()
    {
        await WriteAsync(new BasketState());
        await _silo!.QueryAsync<int>("UPDATE grain_state SET payload = '{\"'::bytea RETURNING 1");
        var state = new GrainState<BasketState>();

        await Assert.ThrowsAnyAsync<Exception>(() => Storage.ReadStateAsync("basket", Grain, state));

        Assert.False(state.RecordExists);
    }

    [PostgresFact]
    public async Task Write_StateThatIsTooLarge_IsRefusedAndTheOldOneStays()
    {
        var state = await WriteAsync(new BasketState { Note = "small" });
        state.State = new BasketState { Note = new string('x', 2_048) };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.WriteStateAsync("basket", Grain, state));

        var read = new GrainState<BasketState>();
        await Storage.ReadStateAsync("basket", Grain, read);
        Assert.Equal("small", read.State!.Note);
    }

    private async Task<GrainState<BasketState>> WriteAsync(BasketState basket)
    {
        var state = new GrainState<BasketState>(basket);
        await Storage.WriteStateAsync("basket", Grain, state);
        return state;
    }
}
