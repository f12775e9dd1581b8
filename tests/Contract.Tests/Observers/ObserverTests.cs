using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Observers;

[Alias("contract.IWatcher")]
public interface IWatcher : IGrainObserver
{
    void Saw(int number);

    Task SawAndSaid(string line);
}

[Alias("contract.IWatchedGrain")]
public interface IWatchedGrain : IGrainWithStringKey
{
    Task Subscribe(IWatcher watcher);

    Task Show(int first, int count);

    Task Say(string line);
}

internal sealed class WatchedGrain : Grain, IWatchedGrain
{
    private readonly List<IWatcher> _watchers = [];

    public Task Subscribe(IWatcher watcher)
    {
        _watchers.Add(watcher);
        return Task.CompletedTask;
    }

    public Task Show(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            _watchers.ForEach(watcher => watcher.Saw(number));
        }

        return Task.CompletedTask;
    }

    public Task Say(string line) => Task.WhenAll(_watchers.Select(watcher => watcher.SawAndSaid(line)));
}

internal sealed class JournalWatcher(Journal journal, string name) : IWatcher
{
    public void Saw(int number) => journal.Write($"{name} saw {number}");

    public async Task SawAndSaid(string line)
    {
        await Task.Yield();
        if (line == "fail")
        {
            throw new InvalidOperationException(name);
        }

        journal.Write($"{name} said {line}");
    }
}

/// <summary>Never comes back from its first call until its gate opens.</summary>
internal sealed class StuckWatcher(Journal journal) : IWatcher
{
    public void Saw(int number) => journal.Gate("stuck").Wait(TimeSpan.FromSeconds(20));

    public Task SawAndSaid(string line) => journal.Gate("stuck");
}

public sealed class ObserverTests
{
    [Fact]
    public async Task Observer_IsCalledInOrderWithoutHoldingUpTheGrain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IWatchedGrain>("a");
        var watcher = new JournalWatcher(host.Journal, "w");
        await grain.Subscribe(host.Grains.CreateObjectReference<IWatcher>(watcher));

        await grain.Show(0, 200);

        await host.Journal.ExpectAsync([.. Enumerable.Range(0, 200).Select(number => $"w saw {number}")]);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Observer_ThatIsStuck_HarmsNeitherGrainNorOtherObservers()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IWatchedGrain>("a");
        var stuck = new StuckWatcher(host.Journal);
        var well = new JournalWatcher(host.Journal, "well");
        await grain.Subscribe(host.Grains.CreateObjectReference<IWatcher>(stuck));
        await grain.Subscribe(host.Grains.CreateObjectReference<IWatcher>(well));

        await grain.Show(1, 2);

        await host.Journal.ExpectAsync("well saw 1", "well saw 2");
        host.Journal.Open("stuck");
        GC.KeepAlive((stuck, well));
    }

    [Fact]
    public async Task Observer_WithATask_AnswersOrFails()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IWatchedGrain>("a");
        var watcher = new JournalWatcher(host.Journal, "w");
        await grain.Subscribe(host.Grains.CreateObjectReference<IWatcher>(watcher));

        await grain.Say("hello");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Say("fail"));

        Assert.Equal("w", exception.Message);
        await host.Journal.ExpectAsync("w said hello");
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Observer_Deleted_IsCalledNoMore()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IWatchedGrain>("a");
        var (gone, kept) = (new JournalWatcher(host.Journal, "gone"), new JournalWatcher(host.Journal, "kept"));
        var reference = host.Grains.CreateObjectReference<IWatcher>(gone);
        await grain.Subscribe(reference);
        await grain.Subscribe(host.Grains.CreateObjectReference<IWatcher>(kept));

        host.Grains.DeleteObjectReference<IWatcher>(reference);
        await grain.Show(1, 2);

        await host.Journal.ExpectAsync("kept saw 1", "kept saw 2");
        GC.KeepAlive((gone, kept));
    }
}
