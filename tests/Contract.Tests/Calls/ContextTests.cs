using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IContextGrain")]
public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Value();

    Task<string?> ValueThrough(string otherKey);

    Task Overwrite(string value);
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Value() => Task.FromResult(RequestContext.Get("key") as string);

    public async Task<string?> ValueThrough(string otherKey)
    {
        await Task.Yield();
        return await GrainFactory.GetGrain<IContextGrain>(otherKey).Value();
    }

    public Task Overwrite(string value)
    {
        RequestContext.Set("key", value);
        return Task.CompletedTask;
    }
}

public sealed class ContextTests
{
    [Fact]
    public async Task RequestContext_OfTheCaller_FlowsToTheCalleeAndOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");

        Assert.Equal("value", await grain.Value());
        Assert.Equal("value", await grain.ValueThrough("b"));
    }

    [Fact]
    public async Task RequestContext_ChangedByTheCallee_DoesNotFlowBack()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");

        await grain.Overwrite("other");

        Assert.Equal("value", RequestContext.Get("key"));
        Assert.Equal("value", await grain.Value());
    }

    [Fact]
    public async Task RequestContext_OfOneCall_IsNotLeftForTheNext()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("key", "value");
        await grain.Overwrite("other");
        RequestContext.Clear();

        Assert.Null(await grain.Value());
        Assert.Null(await grain.ValueThrough("b"));
    }
}
