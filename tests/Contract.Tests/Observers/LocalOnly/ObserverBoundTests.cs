using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Observers.LocalOnly;

/// <summary>
/// LocalOrleans keeps so many calls for an observer, in order, and refuses more. Orleans keeps all of them, and those that
/// nobody awaits may overtake each other there.
/// </summary>
public sealed class ObserverBoundTests
{
    private const int WaitingMax = 10_000;

    [Fact]
    public async Task Observer_ThatIsStuck_LosesTheNewestCalls()
    {
        await using var host = await ContractHost.StartAsync();
        var (grain, other) = (host.Grains.GetGrain<IWatchedGrain>("a"), host.Grains.GetGrain<IWatchedGrain>("b"));
        var watcher = new JournalWatcher(host.Journal, "w");
        var reference = host.Grains.CreateObjectReference<IWatcher>(watcher);
        await grain.Subscribe(reference);
        await other.Subscribe(reference);
        var stuck = other.Say("gate");
        await host.Journal.ExpectAsync("w waits at gate");

        await grain.Show(0, WaitingMax + 500);
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Count(1));
        host.Journal.Open("gate");
        await stuck;
        await host.Journal.ExpectAsync(["w said gate", .. Enumerable.Range(0, WaitingMax).Select(number => $"w saw {number}")]);
        await grain.Say("end");

        await host.Journal.ExpectAsync("w said end");
        GC.KeepAlive(watcher);
    }
}
