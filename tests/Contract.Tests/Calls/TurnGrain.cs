using Orleans.Concurrency;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Writes its name, waits for its gate, and writes its name again.</summary>
    Task Change(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Interleave(string name);

    /// <summary>Calls <see cref="Change"/> of itself through another grain.</summary>
    Task ChangeThrough(string otherKey, bool allowReentrancy);

    /// <summary>The same after it allowed its call chain to come back for a while.</summary>
    Task ChangeThroughAfterASection(string otherKey);

    Task CallBack(ITurnGrain caller);

    Task Fail();
}

[Alias("contract.IReentrantTurnGrain")]
public interface IReentrantTurnGrain : ITurnGrain
{
}

internal class TurnGrain(Journal journal) : Grain, ITurnGrain
{
    public Task Change(string name) => WaitAtGate(name);

    public Task Read(string name) => WaitAtGate(name);

    public Task Interleave(string name) => WaitAtGate(name);

    public async Task ChangeThrough(string otherKey, bool allowReentrancy)
    {
        using var section = allowReentrancy
            ? RequestContext.AllowCallChainReentrancy()
            : RequestContext.SuppressCallChainReentrancy();
        var callingBack = GrainFactory.GetGrain<ITurnGrain>(otherKey, typeof(TurnGrain).FullName)
            .CallBack(this.AsReference<ITurnGrain>());
        journal.Write("calling");
        await callingBack;
        journal.Write("called");
    }

    public async Task ChangeThroughAfterASection(string otherKey)
    {
        using (RequestContext.AllowCallChainReentrancy())
        {
            await Task.Yield();
        }

        await ChangeThrough(otherKey, allowReentrancy: false);
    }

    public Task Fail() => throw new InvalidOperationException("failed");

    public Task CallBack(ITurnGrain caller) => caller.Change("back");

    private async Task WaitAtGate(string name)
    {
        journal.Write($"{name} begins");
        await journal.Gate(name);
        journal.Write($"{name} ends");
    }
}

[Reentrant]
internal sealed class ReentrantTurnGrain(Journal journal) : TurnGrain(journal), IReentrantTurnGrain;
