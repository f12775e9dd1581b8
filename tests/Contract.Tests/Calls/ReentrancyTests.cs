using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

public sealed class ReentrancyTests
{
    [Fact]
    public async Task CallChainReentrancy_Allowed_LetsTheChainBackIn()
    {
        await using var host = await ContractHost.StartAsync();
        host.Journal.Open("back");

        await Plain(host).ChangeThrough("b", allowReentrancy: true);

        var lines = new[] { await host.Journal.NextAsync(), await host.Journal.NextAsync(), await host.Journal.NextAsync() };
        Assert.Equal(["back begins", "back ends", "calling"], lines.Order());
        await host.Journal.ExpectAsync("called");
    }

    [Fact]
    public async Task CallChainReentrancy_NotAllowed_TheChainWaitsForItselfUntilItTimesOut()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);

        var call = Plain(host).ChangeThrough("b", allowReentrancy: false);
        await host.Journal.ExpectAsync("calling");
        await host.PassAsync(Settings.PatienceIsOver);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("back");
    }

    [Fact]
    public async Task CallChainReentrancy_Allowed_KeepsOtherCallersOut()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Plain(host);

        var chain = grain.ChangeThrough("b", allowReentrancy: true);
        await host.Journal.ExpectInAnyOrderAsync("calling", "back begins");
        var other = grain.Change("other");
        host.Journal.Open("other");
        host.Journal.Open("back");
        await Task.WhenAll(chain, other);

        await host.Journal.ExpectAsync("back ends", "called", "other begins", "other ends");
    }

    [Fact]
    public async Task CallChainReentrancy_Allowed_EndsWithItsSection()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);

        var chain = Plain(host).ChangeThroughAfterASection("b");
        await host.Journal.ExpectAsync("calling");
        await host.PassAsync(Settings.PatienceIsOver);

        await Assert.ThrowsAsync<TimeoutException>(() => chain);
        host.Journal.Open("back");
    }

    [Fact]
    public async Task Reentrant_CallingItselfThroughAnother_IsLetIn()
    {
        await using var host = await ContractHost.StartAsync();
        host.Journal.Open("back");

        await host.Grains.GetGrain<IReentrantTurnGrain>("a").ChangeThrough("b", allowReentrancy: false);

        await host.Journal.ExpectInAnyOrderAsync("calling", "back begins", "back ends", "called");
    }

    private static ITurnGrain Plain(ContractHost host) => host.Grains.GetGrain<ITurnGrain>("a", typeof(TurnGrain).FullName);
}
