using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

public sealed class OneWayTests
{
    [Fact]
    public async Task OneWay_ReturnsBeforeItIsDone()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        await grain.Tell("told");
        await host.Journal.ExpectAsync("told");
        Assert.True(host.Journal.IsEmpty);
        host.Journal.Open("told");

        await host.Journal.ExpectAsync("told done");
    }

    [Fact]
    public async Task OneWay_ThatFails_KeepsItsFailure()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");
        host.Journal.Open("told");

        await grain.TellAndFail("told");
        await host.Journal.ExpectAsync("told", "told done");

        Assert.Equal(3, await grain.Answer(3));
    }

    [Fact]
    public async Task OneWay_TakesItsTurnLikeAnyOther()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var running = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        await grain.Tell("told");
        Assert.True(host.Journal.IsEmpty);
        host.Journal.Open("told");
        host.Journal.Open("gate");
        await running;

        await host.Journal.ExpectAsync("gate done", "told", "told done");
    }

    [Fact]
    public async Task OneWay_Many_ArriveOnceEach()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");
        var lines = Enumerable.Range(0, 100).Select(number => $"{number}").ToArray();

        foreach (var line in lines)
        {
            host.Journal.Open(line);
            await grain.Tell(line);
        }

        await host.Journal.ExpectInAnyOrderAsync([.. lines.SelectMany(line => new[] { line, $"{line} done" })]);
        Assert.True(host.Journal.IsEmpty);
    }
}
