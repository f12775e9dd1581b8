using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations.Cluster;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What an operator who looks into a grain is given, whatever keeps the states.</summary>
public abstract class StoredStatesConformance
{
    protected abstract IStoredStates States { get; }

    protected abstract IOrderStore Orders { get; }

    [StoreFact]
    public async Task Read_OfAGrainThatNeverWrote_IsEmpty()
    {
        await WriteAsync(GrainId.Create("user", "u-1"), "taste", new BasketState { Items = 1 });

        Assert.Empty(await ReadAsync("user", "u-10"));
        Assert.Empty(await ReadAsync("product", "u-1"));
    }

    [StoreTheory]
    [InlineData("u-1")]
    [InlineData("00ff")]
    [InlineData("a/b c")]
    [InlineData("小山")]
    public async Task Read_GivesEachStateByItsName(string key)
    {
        var grain = GrainId.Create("user", key);
        await WriteAsync(grain, "taste", new BasketState { Items = 3, Note = "红色" });
        await WriteAsync(grain, "cart", new BasketState { Items = 4 });

        var states = (await ReadAsync("user", key)).ToDictionary(static state => state.Name, StringComparer.Ordinal);

        Assert.Equal(2, states.Count);
        Assert.Equal(new BasketState { Items = 3, Note = "红色" }, BasketOf(states["taste"]));
        Assert.Equal(new BasketState { Items = 4 }, BasketOf(states["cart"]));
        Assert.All(states.Values, static state => Assert.True(state.Version > 0));
    }

    [StoreFact]
    public async Task Read_OfAnOrder_GivesItsRow()
    {
        const string Payload = """{"format":2,"status":"paid"}""";
        await Orders.SaveAsync(
            new OrderRow("o-1", "b-1", Version: 0, DueAt: null, Encoding.UTF8.GetBytes(Payload), Sales: [], Sold: []), default);

        var state = Assert.Single(await ReadAsync("order", "o-1"));

        Assert.Equal(("order", 1L, Payload), (state.Name, state.Version, Encoding.UTF8.GetString(state.Json.Span)));
        Assert.Empty(await ReadAsync("cart", "o-1"));
    }

    protected abstract Task WriteAsync(GrainId grain, string name, BasketState state);

    private Task<ImmutableArray<StoredState>> ReadAsync(string type, string key) =>
        States.ReadAsync(new GrainName(type, key), default);

    private static BasketState BasketOf(StoredState state) =>
        JsonSerializer.Deserialize(state.Json.Span, BasketJson.Default.BasketState)!;
}
