using Orleans.Concurrency;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IResponseGrain")]
public interface IResponseGrain : IGrainWithStringKey
{
    Task<int> Answer(int value);

    Task Wait(string gate);

    [AlwaysInterleave]
    Task WaitBeside(string gate);

    [ResponseTimeout("00:00:03")]
    Task WaitBriefly(string gate);

    /// <summary>Waits until it is cancelled, and fails as cancelled.</summary>
    Task WaitFor(string name, CancellationToken cancellationToken);

    /// <summary>Waits for its gate, and answers whether it was cancelled meanwhile.</summary>
    Task<bool> WaitInSpiteOf(string gate, CancellationToken cancellationToken);

    /// <summary>Has another grain wait until it is cancelled.</summary>
    Task WaitThrough(string otherKey, string name, CancellationToken cancellationToken);

    /// <summary>Has itself wait, through another grain, which cannot end well.</summary>
    Task WaitForMyself(string otherKey);

    Task CallBack(IResponseGrain caller);

    [OneWay]
    Task Tell(string line);

    [OneWay]
    Task TellAndFail(string line);
}

internal sealed class ResponseGrain(Journal journal) : Grain, IResponseGrain
{
    private CancellationToken _lastToken;

    public Task<int> Answer(int value) => Task.FromResult(value);

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }

    public Task WaitBeside(string gate) => Wait(gate);

    public Task WaitBriefly(string gate) => Wait(gate);

    public async Task WaitFor(string name, CancellationToken cancellationToken)
    {
        var own = TaskScheduler.Current;
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() =>
        {
            journal.Write(TaskScheduler.Current == own ? $"{name} cancelled in a turn" : $"{name} cancelled outside");
            cancelled.SetResult();
        });
        journal.Write($"{name} waits");
        await cancelled.Task;
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async Task<bool> WaitInSpiteOf(string gate, CancellationToken cancellationToken)
    {
        _lastToken = cancellationToken;
        await Wait(gate);
        return _lastToken.IsCancellationRequested;
    }

    public Task WaitThrough(string otherKey, string name, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IResponseGrain>(otherKey).WaitFor(name, cancellationToken);

    public Task WaitForMyself(string otherKey) =>
        GrainFactory.GetGrain<IResponseGrain>(otherKey).CallBack(this.AsReference<IResponseGrain>());

    public async Task CallBack(IResponseGrain caller)
    {
        journal.Write("calling back");
        await caller.Answer(1);
    }

    public async Task Tell(string line)
    {
        journal.Write(line);
        await journal.Gate(line);
        journal.Write($"{line} done");
    }

    public async Task TellAndFail(string line)
    {
        await Tell(line);
        throw new InvalidOperationException(line);
    }
}
