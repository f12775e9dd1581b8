using System.Runtime.CompilerServices;
using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Observers;

/// <summary>Objects that grains call back. Whoever makes a reference keeps the object alive, here in a field.</summary>
public sealed class ObserverTests
{
    private readonly List<IWatcher> _alive = [];

    [Fact]
    public async Task Observer_GetsEveryCallWithoutHoldingUpTheGrain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "w")));

        await grain.Show(0, 200);

        Assert.Equal(
            Enumerable.Range(0, 200).Select(number => $"w saw {number}").Order(StringComparer.Ordinal),
            (await LinesAsync(host, 200)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Observer_IsCalledOneCallAtATime()
    {
        await using var host = await ContractHost.StartAsync();
        var (grain, other) = (Grain(host), host.Grains.GetGrain<IWatchedGrain>("b"));
        var reference = Reference(host, new JournalWatcher(host.Journal, "w"));
        await grain.Subscribe(reference);
        await other.Subscribe(reference);

        var first = grain.Say("gate 1");
        await host.Journal.ExpectAsync("w waits at gate 1");
        var second = other.Say("gate 2");
        host.Journal.Open("gate 2");
        host.Journal.Open("gate 1");
        await Task.WhenAll(first, second);

        await host.Journal.ExpectAsync("w said gate 1", "w waits at gate 2", "w said gate 2");
    }

    [Fact]
    public async Task Observer_ThatIsStuck_HarmsNeitherGrainNorOtherObservers()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Subscribe(Reference(host, new StuckWatcher(host.Journal)));
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "well")));

        await grain.Show(1, 2);
        await grain.Touch();

        Assert.Equal(["well saw 1", "well saw 2"], (await LinesAsync(host, 2)).Order());
        host.Journal.Open("stuck");
    }

    [Fact]
    public async Task Observer_ThatThrows_HarmsNobodyAndIsCalledAgain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "w")));

        await grain.Show(-1, 1);
        await grain.Touch();
        await grain.Show(1, 1);

        await host.Journal.ExpectAsync("w saw 1");
    }

    [Fact]
    public async Task Observer_WithATask_AnswersOrFails()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "w")));

        await grain.Say("hello");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Say("fail"));

        Assert.Equal("w", exception.Message);
        Assert.Equal(8, Assert.Single(await grain.Count(7)));
        await host.Journal.ExpectAsync("w said hello");
    }

    [Fact]
    public async Task Observer_Deleted_IsCalledNoMore()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        var reference = Reference(host, new JournalWatcher(host.Journal, "gone"));
        await grain.Subscribe(reference);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "kept")));

        host.Grains.DeleteObjectReference<IWatcher>(reference);
        await grain.Show(1, 2);

        Assert.Equal(["kept saw 1", "kept saw 2"], (await LinesAsync(host, 2)).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Observer_ThatIsDeletedOrStuck_FailsTheCallByTimeout(bool isDeleted)
    {
        var timeout = TimeSpan.FromSeconds(2);
        await using var host = await ContractHost.StartAsync(silo =>
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = timeout));
        var reference = Reference(host, isDeleted ? new JournalWatcher(host.Journal, "gone") : new StuckWatcher(host.Journal));
        if (isDeleted)
        {
            host.Grains.DeleteObjectReference<IWatcher>(reference);
        }

        var grain = Grain(host);
        await grain.Subscribe(reference);
        var call = Assert.ThrowsAsync<TimeoutException>(() => grain.Count(1));
        for (var pass = 0; pass < 10 && !call.IsCompleted; pass++)
        {
            await host.PassAsync(timeout / 2);
        }

        await call;
        host.Journal.Open("stuck");
    }

    [Fact]
    public async Task Observer_ThatNobodyHolds_IsForgottenWithoutHarm()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await SubscribeForgottenAsync(host, grain);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "kept")));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        await grain.Show(1, 1);
        await grain.Show(2, 1);

        Assert.Equal(["kept saw 1", "kept saw 2"], (await LinesAsync(host, 2)).Order());
    }

    [Fact]
    public async Task Observer_OfTwoReferences_KeepsTheOneThatIsNotDeleted()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        var watcher = new JournalWatcher(host.Journal, "w");
        var (first, second) = (Reference(host, watcher), Reference(host, watcher));

        Assert.NotEqual(first, second);
        host.Grains.DeleteObjectReference<IWatcher>(first);
        await grain.Subscribe(second);
        await grain.Show(1, 1);

        await host.Journal.ExpectAsync("w saw 1");
    }

    [Fact]
    public async Task Observer_Reference_EqualsItselfWhereverItWent()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        var reference = Reference(host, new JournalWatcher(host.Journal, "w"));
        await host.Grains.GetGrain<IWatchedGrain>("b").SubscribeAt(grain, reference);

        await grain.Show(1, 1);
        await host.Journal.ExpectAsync("w saw 1");
        Assert.True(await grain.Unsubscribe(reference));

        Assert.False(await grain.Unsubscribe(reference));
    }

    [Fact]
    public async Task Observer_GetsTheRequestContextOfTheCall()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "w")));

        RequestContext.Set("caller", "me");
        await grain.Show(1, 1);
        RequestContext.Clear();

        await host.Journal.ExpectAsync("w saw 1 for me");
    }

    [Fact]
    public async Task Observer_ThatCallsAnotherGrain_IsAnswered()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = Grain(host);
        await grain.Subscribe(Reference(host, new JournalWatcher(host.Journal, "w", host.Grains.GetGrain<IWatchedGrain>("b"))));

        await grain.Say("hello");

        await host.Journal.ExpectAsync("w said hello");
    }

    [Fact]
    public async Task Reference_OfAGrainOrOfNothing_IsRefused()
    {
        await using var host = await ContractHost.StartAsync();
        var reference = Reference(host, new JournalWatcher(host.Journal, "w"));

        Assert.Throws<ArgumentException>(() => host.Grains.CreateObjectReference<IWatcher>(reference));
        Assert.Throws<ArgumentException>(() => host.Grains.CreateObjectReference<IWatcher>(null!));
    }

    private static IWatchedGrain Grain(ContractHost host) => host.Grains.GetGrain<IWatchedGrain>("a");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task SubscribeForgottenAsync(ContractHost host, IWatchedGrain grain) =>
        grain.Subscribe(host.Grains.CreateObjectReference<IWatcher>(new JournalWatcher(host.Journal, "forgotten")));

    private static async Task<List<string>> LinesAsync(ContractHost host, int count)
    {
        List<string> lines = [];
        while (lines.Count < count)
        {
            lines.Add(await host.Journal.NextAsync());
        }

        return lines;
    }

    private IWatcher Reference(ContractHost host, IWatcher watcher)
    {
        _alive.Add(watcher);
        return host.Grains.CreateObjectReference<IWatcher>(watcher);
    }
}
