using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Observers;

[Alias("contract.IWatcher")]
public interface IWatcher : IGrainObserver
{
    void Saw(int number);

    Task SawAndSaid(string line);

    Task<int> Count(int number);
}

[Alias("contract.IWatchedGrain")]
public interface IWatchedGrain : IGrainWithStringKey
{
    Task Subscribe(IWatcher watcher);

    Task SubscribeAt(IWatchedGrain other, IWatcher watcher);

    Task<bool> Unsubscribe(IWatcher watcher);

    Task Show(int first, int count);

    Task Say(string line);

    Task<int[]> Count(int number);

    Task Touch();
}

internal sealed class WatchedGrain : Grain, IWatchedGrain
{
    private readonly List<IWatcher> _watchers = [];

    public Task Subscribe(IWatcher watcher)
    {
        _watchers.Add(watcher);
        return Task.CompletedTask;
    }

    public Task SubscribeAt(IWatchedGrain other, IWatcher watcher) => other.Subscribe(watcher);

    public Task<bool> Unsubscribe(IWatcher watcher) => Task.FromResult(_watchers.Remove(watcher));

    public Task Show(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            _watchers.ForEach(watcher => watcher.Saw(number));
        }

        return Task.CompletedTask;
    }

    public Task Say(string line) => Task.WhenAll(_watchers.Select(watcher => watcher.SawAndSaid(line)));

    public Task<int[]> Count(int number) => Task.WhenAll(_watchers.Select(watcher => watcher.Count(number)));

    public Task Touch() => Task.CompletedTask;
}

internal sealed class JournalWatcher(Journal journal, string name, IWatchedGrain? callsBack = null) : IWatcher
{
    public void Saw(int number)
    {
        if (number < 0)
        {
            throw new InvalidOperationException(name);
        }

        journal.Write(RequestContext.Get("caller") is { } caller ? $"{name} saw {number} for {caller}" : $"{name} saw {number}");
    }

    public async Task SawAndSaid(string line)
    {
        await Task.Yield();
        if (line == "fail")
        {
            throw new InvalidOperationException(name);
        }

        if (callsBack is not null)
        {
            await callsBack.Touch();
        }

        if (line.StartsWith("gate", StringComparison.Ordinal))
        {
            journal.Write($"{name} waits at {line}");
            await journal.Gate(line);
        }

        journal.Write($"{name} said {line}");
    }

    public Task<int> Count(int number) => Task.FromResult(number + 1);
}

/// <summary>Never comes back from its first call until its gate opens.</summary>
internal sealed class StuckWatcher(Journal journal) : IWatcher
{
    public void Saw(int number) => journal.Gate("stuck").Wait(TimeSpan.FromSeconds(20));

    public Task SawAndSaid(string line) => journal.Gate("stuck");

    public async Task<int> Count(int number)
    {
        await journal.Gate("stuck");
        return number;
    }
}
