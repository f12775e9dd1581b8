using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

public sealed class TimeoutTests
{
    [Fact]
    public async Task Call_WithoutResponse_TimesOutWithItsNameAndTheGrainGoesOn()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);
        var grain = host.Grains.GetGrain<IResponseGrain>("key");

        var call = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        await host.PassAsync(Settings.Patience / 3);
        Assert.False(call.IsCompleted);
        await host.PassAsync(Settings.PatienceIsOver);
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("gate");
        await host.Journal.ExpectAsync("gate done");

        Assert.Contains(nameof(IResponseGrain.Wait), exception.Message, StringComparison.Ordinal);
        Assert.Contains("response/key", exception.Message, StringComparison.Ordinal);
        Assert.Equal(7, await grain.Answer(7));
    }

    [Fact]
    public async Task Call_WithItsOwnTimeout_TimesOutThen()
    {
        await using var host = await ContractHost.StartAsync();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitBriefly("gate");
        await host.Journal.ExpectAsync("gate waits");
        await host.PassAsync(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("gate");
    }

    [Fact]
    public async Task Call_TimedOutInTheQueue_IsNotRun()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var first = grain.Wait("first");
        await host.Journal.ExpectAsync("first waits");
        var second = grain.Wait("second");
        await host.PassAsync(Settings.PatienceIsOver);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        host.Journal.Open("first");
        await host.Journal.ExpectAsync("first done");
        await grain.Answer(1);

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Call_ThatWaitsForItself_TimesOutWithTheNamesOfGrainAndMethod()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitForMyself("b");
        await host.Journal.ExpectAsync("calling back");
        await host.PassAsync(Settings.PatienceIsOver);
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);

        Assert.Contains("response/", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await host.Grains.GetGrain<IResponseGrain>("a").Answer(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_TimedOut_CancelsItsCalleeIfTheOptionsSaySo(bool cancels)
    {
        await using var host = await ContractHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = Settings.Patience;
            options.CancelRequestOnTimeout = cancels;
        }));
        using var cancellation = new CancellationTokenSource();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var call = grain.WaitFor("call", cancellation.Token);
        await host.Journal.ExpectAsync("call waits");
        await host.PassAsync(Settings.PatienceIsOver);
        await Assert.ThrowsAsync<TimeoutException>(() => call);

        if (cancels)
        {
            await host.Journal.ExpectAsync("call cancelled in a turn");
        }

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Call_AnsweredInTime_NeverTimesOut()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);

        var call = host.Grains.GetGrain<IResponseGrain>("a").Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        host.Journal.Open("gate");
        await call;
        await host.PassAsync(Settings.PatienceIsOver);

        Assert.True(call.IsCompletedSuccessfully);
    }
}
