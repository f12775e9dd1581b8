using System.Text.Json.Serialization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What grains rely on, whatever keeps their state.</summary>
public abstract class GrainStorageConformance
{
    private const string Name = "basket";

    private static readonly GrainId Grain = GrainId.Create("shopper", "u-1");

    protected abstract IGrainStorage Storage { get; }

    /// <summary>True where a clear without ETag removes a state that exists. A grain that has read its state knows its ETag.</summary>
    protected virtual bool ClearsWhatItNeverSaw => false;

    [StoreFact]
    public async Task Read_Absent_GivesAFreshStateWithoutRecord()
    {
        var state = new GrainState<BasketState>(new BasketState { Items = 9 }, "stale") { RecordExists = true };

        await Storage.ReadStateAsync(Name, Grain, state);

        Assert.Equal(new BasketState(), state.State);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [StoreFact]
    public async Task Write_ThenRead_GivesTheSameStateAndETag()
    {
        var written = await WriteAsync(new BasketState { Items = 3, Note = "红色 \"large\"" });

        var read = await ReadAsync();

        Assert.Equal(new BasketState { Items = 3, Note = "红色 \"large\"" }, read.State);
        Assert.True(read.RecordExists);
        Assert.True(written.RecordExists);
        Assert.False(string.IsNullOrEmpty(read.ETag));
        Assert.Equal(written.ETag, read.ETag);
    }

    [StoreFact]
    public async Task Write_Again_ChangesTheETag()
    {
        var state = await WriteAsync(new BasketState { Items = 1 });
        var first = state.ETag;
        state.State = new BasketState { Items = 2 };

        await Storage.WriteStateAsync(Name, Grain, state);

        Assert.NotEqual(first, state.ETag);
        Assert.Equal(2, (await ReadAsync()).State!.Items);
    }

    [StoreFact]
    public async Task Write_WithAStaleETag_ConflictsAndChangesNothing()
    {
        var mine = await WriteAsync(new BasketState { Items = 1 });
        var theirs = await ReadAsync();
        theirs.State = new BasketState { Items = 2 };
        await Storage.WriteStateAsync(Name, Grain, theirs);
        mine.State = new BasketState { Items = 3 };

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, mine));

        Assert.Equal(2, (await ReadAsync()).State!.Items);
    }

    [StoreFact]
    public async Task Write_AsNewWhenItExists_ConflictsAndChangesNothing()
    {
        await WriteAsync(new BasketState { Items = 1 });

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(new BasketState { Items = 2 }));

        Assert.Equal(1, (await ReadAsync()).State!.Items);
    }

    [StoreFact]
    public async Task Write_WithAnETagWhenItDoesNotExist_Conflicts()
    {
        var state = await WriteAsync(new BasketState { Items = 1 });
        var stale = new GrainState<BasketState>(new BasketState { Items = 2 }, state.ETag) { RecordExists = true };
        await Storage.ClearStateAsync(Name, Grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, stale));

        Assert.False((await ReadAsync()).RecordExists);
    }

    [StoreFact]
    public async Task Write_WithTheETagOfAnEarlierLife_Conflicts()
    {
        var state = await WriteAsync(new BasketState { Items = 1 });
        var stale = new GrainState<BasketState>(new BasketState { Items = 2 }, state.ETag) { RecordExists = true };
        await Storage.ClearStateAsync(Name, Grain, state);
        await WriteAsync(new BasketState { Items = 3 });

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, stale));

        Assert.Equal(3, (await ReadAsync()).State!.Items);
    }

    [StoreFact]
    public async Task Clear_Existing_IsAbsentAndCanBeWrittenAnew()
    {
        var state = await WriteAsync(new BasketState { Items = 1 });

        await Storage.ClearStateAsync(Name, Grain, state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(new BasketState(), state.State);
        Assert.False((await ReadAsync()).RecordExists);
        state.State = new BasketState { Items = 4 };
        await Storage.WriteStateAsync(Name, Grain, state);
        Assert.Equal(4, (await ReadAsync()).State!.Items);
    }

    [StoreFact]
    public async Task Clear_WithAStaleETag_ConflictsAndChangesNothing()
    {
        var mine = await WriteAsync(new BasketState { Items = 1 });
        var theirs = await ReadAsync();
        theirs.State = new BasketState { Items = 2 };
        await Storage.WriteStateAsync(Name, Grain, theirs);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Grain, mine));

        Assert.Equal(2, (await ReadAsync()).State!.Items);
    }

    [StoreFact]
    public async Task Clear_WithoutETagWhenItExists_ConflictsAndChangesNothing()
    {
        await WriteAsync(new BasketState { Items = 1 });

        Task ClearAsync() => Storage.ClearStateAsync(Name, Grain, new GrainState<BasketState>(new BasketState()));

        if (ClearsWhatItNeverSaw)
        {
            await ClearAsync();
            Assert.False((await ReadAsync()).RecordExists);
        }
        else
        {
            await Assert.ThrowsAsync<InconsistentStateException>(ClearAsync);
            Assert.Equal(1, (await ReadAsync()).State!.Items);
        }
    }

    [StoreFact]
    public async Task Clear_Absent_ChangesNothing()
    {
        var state = new GrainState<BasketState>(new BasketState());

        await Storage.ClearStateAsync(Name, Grain, state);

        Assert.False(state.RecordExists);
        Assert.False((await ReadAsync()).RecordExists);
    }

    [StoreFact]
    public async Task Write_StatesOfOneGrain_AreApart()
    {
        var basket = await WriteAsync(new BasketState { Items = 1 });
        await WriteAsync(new BasketState { Items = 2 }, "wishes");

        await Storage.ClearStateAsync(Name, Grain, basket);

        Assert.False((await ReadAsync()).RecordExists);
        Assert.Equal(2, (await ReadAsync("wishes")).State!.Items);
    }

    /// <summary>Keys that read as the same number, and grains of two types under one key.</summary>
    [StoreFact]
    public async Task Write_GrainsThatAreAlmostTheSame_AreApart()
    {
        string[] ids =
        [
            "shopper/abe", "shopper/ABE", "shopper/0abe", "shopper/12", "shopper/012", "seller/abe", "shopper/a+b", "shopper/a",
            "shopper/0123456789abcdef0123456789abcdef", "shopper/0123456789ABCDEF0123456789ABCDEF",
        ];
        for (var number = 0; number < ids.Length; number++)
        {
            await Storage.WriteStateAsync(
                Name, GrainId.Parse(ids[number]), new GrainState<BasketState>(new BasketState { Items = number }));
        }

        for (var number = 0; number < ids.Length; number++)
        {
            var state = new GrainState<BasketState>();
            await Storage.ReadStateAsync(Name, GrainId.Parse(ids[number]), state);
            Assert.Equal(number, state.State!.Items);
        }
    }

    [StoreFact]
    public async Task Write_ManyAtOnceFromOneETag_LetsOneWin()
    {
        await WriteAsync(new BasketState { Items = 1 });
        var rivals = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            var state = await ReadAsync();
            state.State = new BasketState { Items = 100 + number };
            return state;
        }));

        var outcomes = rivals.Select(state => (state, Task: Task.Run(() => Storage.WriteStateAsync(Name, Grain, state)))).ToList();
        await Task.WhenAll(outcomes.Select(outcome => Task.WhenAny(outcome.Task)));

        var winner = Assert.Single(outcomes, outcome => outcome.Task.IsCompletedSuccessfully);
        Assert.Equal(winner.state.State, (await ReadAsync()).State);
        Assert.All(
            outcomes.Where(outcome => outcome.Task.IsFaulted),
            outcome => Assert.IsType<InconsistentStateException>(outcome.Task.Exception!.InnerException));
    }

    private async Task<GrainState<BasketState>> WriteAsync(BasketState basket, string name = Name)
    {
        var state = new GrainState<BasketState>(basket);
        await Storage.WriteStateAsync(name, Grain, state);
        return state;
    }

    private async Task<GrainState<BasketState>> ReadAsync(string name = Name)
    {
        var state = new GrainState<BasketState>();
        await Storage.ReadStateAsync(name, Grain, state);
        return state;
    }
}

/// <summary>A state like those of the grains.</summary>
[GenerateSerializer, Alias("sc.tests.BasketState")]
public sealed record BasketState
{
    [Id(0)]
    public int Items { get; init; }

    [Id(1)]
    public string? Note { get; init; }
}

/// <summary><see cref="BasketState"/> after its type was renamed.</summary>
public sealed record RenamedBasketState
{
    public int Items { get; init; }

    public string? Note { get; init; }
}

[JsonSerializable(typeof(BasketState))]
[JsonSerializable(typeof(RenamedBasketState))]
internal sealed partial class BasketJson : JsonSerializerContext;
