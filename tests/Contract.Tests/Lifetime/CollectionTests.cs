using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

public sealed class CollectionTests
{
    private static readonly TimeSpan HalfAge = Settings.Age / 2;
    private static readonly TimeSpan AgeIsOver = Settings.Age + 2 * Settings.Quantum;

    [Fact]
    public async Task Idle_ForItsAge_IsDeactivatedAndTheNextCallActivatesAgain()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortAge);
        var grain = Plain(host);

        for (var use = 0; use < 3; use++)
        {
            await grain.Touch();
            await host.PassAsync(HalfAge);
        }

        await host.Journal.ExpectAsync("a up");
        Assert.True(host.Journal.IsEmpty);
        await host.PassAsync(AgeIsOver);
        await host.Journal.ExpectAsync("a down ActivationIdle");
        await grain.Touch();

        await host.Journal.ExpectAsync("a up");
    }

    [Fact]
    public async Task Idle_ButKeptAlive_Stays()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortAge);
        await host.Grains.GetGrain<IImmortalGrain>("immortal").Touch();
        await Plain(host).Touch();
        await host.Journal.ExpectAsync("immortal up", "a up");

        await host.PassAsync(AgeIsOver);

        await host.Journal.ExpectAsync("a down ActivationIdle");
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Idle_OfAClassWithALongerAge_StaysLonger()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortAge);
        await host.Grains.GetGrain<ILongLivedGrain>("long").Touch();
        await Plain(host).Touch();
        await host.Journal.ExpectAsync("long up", "a up");

        await host.PassAsync(AgeIsOver);

        await host.Journal.ExpectAsync("a down ActivationIdle");
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Idle_OfAClassWithAnAgeInTheOptions_GoesByThat()
    {
        await using var host = await ContractHost.StartAsync(static silo => silo.Configure<GrainCollectionOptions>(static options =>
        {
            options.CollectionQuantum = Settings.Quantum;
            options.ClassSpecificCollectionAge[typeof(ShortLivedGrain).FullName!] = Settings.Age;
        }));
        await host.Grains.GetGrain<IShortLivedGrain>("short").Touch();
        await Plain(host).Touch();
        await host.Journal.ExpectAsync("short up", "a up");

        await host.PassAsync(AgeIsOver);

        await host.Journal.ExpectAsync("short down ActivationIdle");
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Idle_ButDelayed_StaysUntilTheDelayIsOver()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortAge);
        await Plain(host).Delay(3 * Settings.Age);
        await host.Journal.ExpectAsync("a up");

        await host.PassAsync(2 * Settings.Age);
        Assert.True(host.Journal.IsEmpty);
        await host.PassAsync(AgeIsOver);

        await host.Journal.ExpectAsync("a down ActivationIdle");
    }

    [Fact]
    public async Task Idle_AfterItsDelayIsCancelled_GoesByItsAgeAgain()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortAge);
        var grain = Plain(host);
        await grain.Delay(TimeSpan.FromDays(1));
        await grain.Delay(TimeSpan.FromSeconds(-1));
        await host.Journal.ExpectAsync("a up");

        await host.PassAsync(AgeIsOver);

        await host.Journal.ExpectAsync("a down ActivationIdle");
    }

    [Fact]
    public async Task Idle_WhileARequestAwaits_IsNotIdle()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortAge);

        var call = Plain(host).Wait("gate");
        await host.Journal.ExpectAsync("a up", "gate waits");
        await host.PassAsync(2 * Settings.Age);
        host.Journal.Open("gate");
        await call;
        await host.Journal.ExpectAsync("gate done");

        Assert.True(host.Journal.IsEmpty);
    }

    private static ILifeGrain Plain(ContractHost host) => host.Grains.GetGrain<ILifeGrain>("a", typeof(LifeGrain).FullName);
}
