using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteGrainStorageTests : GrainStorageConformance, IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("shopper", "u-2");

    private readonly StoreDirectory _directory = new();
    private readonly SqliteStore _store;

    public SqliteGrainStorageTests()
    {
        _store = _directory.Open(options => options.StateBytesMax = 2_048);
        Storage = Over(_store);
    }

    protected override IGrainStorage Storage { get; }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Write_StateThatIsTooLarge_IsRefusedAndTheOldOneStays()
    {
        var state = new GrainState<BasketState>(new BasketState { Note = "small" });
        await Storage.WriteStateAsync("basket", Grain, state);
        state.State = new BasketState { Note = new string('x', 2_048) };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.WriteStateAsync("basket", Grain, state));

        var read = new GrainState<BasketState>();
        await Storage.ReadStateAsync("basket", Grain, read);
        Assert.Equal("small", read.State!.Note);
    }

    [Fact]
    public async Task Write_Acknowledged_SurvivesReopening()
    {
        var written = new GrainState<BasketState>(new BasketState { Items = 7 });
        await Storage.WriteStateAsync("basket", Grain, written);

        var read = new GrainState<BasketState>();
        await Over(_directory.Reopen()).ReadStateAsync("basket", Grain, read);

        Assert.Equal(7, read.State!.Items);
        Assert.Equal(written.ETag, read.ETag);
    }

    [Fact]
    public async Task Read_StateOfANewerFormat_IsRefused()
    {
        await Storage.WriteStateAsync("basket", Grain, new GrainState<BasketState>(new BasketState()));
        await _store.Writer.WriteAsync(session => session.Execute("UPDATE grain_state SET format = 99"));

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(
            () => Storage.ReadStateAsync("basket", Grain, new GrainState<BasketState>()));

        Assert.Contains("format 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_DamagedPayload_IsAnErrorAndNoEmptyState()
    {
        await Storage.WriteStateAsync("basket", Grain, new GrainState<BasketState>(new BasketState()));
        await _store.Writer.WriteAsync(session => session.Execute("UPDATE grain_state SET payload = x'7b22'"));
        var state = new GrainState<BasketState>();

        await Assert.ThrowsAsync<InvalidDataException>(() => Storage.ReadStateAsync("basket", Grain, state));

        Assert.False(state.RecordExists);
    }

    private static SqliteGrainStorage Over(SqliteStore store) =>
        new(store, new GrainStateSerializer(BasketJson.Default.Options));
}
