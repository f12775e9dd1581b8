using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    Task Touch();

    /// <summary>Writes its name and waits for its gate.</summary>
    Task Wait(string gate);

    /// <summary>Asks to be deactivated this many times, and waits for its gate.</summary>
    Task LeaveThenWait(string gate, int times);

    Task Delay(TimeSpan by);
}

[Alias("contract.IImmortalGrain")]
public interface IImmortalGrain : ILifeGrain
{
}

[Alias("contract.ILongLivedGrain")]
public interface ILongLivedGrain : ILifeGrain
{
}

[Alias("contract.IShortLivedGrain")]
public interface IShortLivedGrain : ILifeGrain
{
}

/// <summary>Tells when it comes and goes.</summary>
internal class LifeGrain(Journal journal) : Grain, ILifeGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} up");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Write($"{this.GetPrimaryKeyString()} down {reason.ReasonCode}");
    }

    public Task Touch() => Task.CompletedTask;

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }

    public async Task LeaveThenWait(string gate, int times)
    {
        for (var time = 0; time < times; time++)
        {
            DeactivateOnIdle();
        }

        await Wait(gate);
    }

    public Task Delay(TimeSpan by)
    {
        DelayDeactivation(by);
        return Task.CompletedTask;
    }
}

[KeepAlive]
internal sealed class ImmortalGrain(Journal journal) : LifeGrain(journal), IImmortalGrain;

[CollectionAgeLimit(Minutes = 5)]
internal sealed class LongLivedGrain(Journal journal) : LifeGrain(journal), ILongLivedGrain;

internal sealed class ShortLivedGrain(Journal journal) : LifeGrain(journal), IShortLivedGrain;
