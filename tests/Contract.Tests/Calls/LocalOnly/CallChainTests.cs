using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls.LocalOnly;

/// <summary>All calls are in one process here, so a timeout can tell who waits for whom. Silos do not know that of each other.</summary>
public sealed class CallChainTests
{
    [Fact]
    public async Task Timeout_OfADeadlock_NamesTheChain()
    {
        await using var host = await ContractHost.StartAsync();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitForMyself("b");
        await host.Journal.ExpectAsync("calling back");
        var chain = await PassUntilTimedOutAsync(host, call);

        Assert.EndsWith(
            "It waits: response/a.WaitForMyself → response/b.CallBack → response/a.Answer, which is in the chain already: a deadlock.",
            chain.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeout_OfACallBehindOthers_NamesWhatIsStuck()
    {
        await using var host = await ContractHost.StartAsync();
        using var never = new CancellationTokenSource();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitThrough("b", "stuck", never.Token);
        await host.Journal.ExpectAsync("stuck waits");
        var chain = await PassUntilTimedOutAsync(host, call);

        Assert.EndsWith("It waits: response/a.WaitThrough → response/b.WaitFor.", chain.Message, StringComparison.Ordinal);
    }

    // The calls further on may start to wait a moment after the line is written.
    private static async Task<TimeoutException> PassUntilTimedOutAsync(ContractHost host, Task call)
    {
        for (var second = 0; second < 28; second++)
        {
            await host.PassAsync(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await host.PassAsync(TimeSpan.FromSeconds(10));
        return await Assert.ThrowsAsync<TimeoutException>(() => call);
    }
}
