using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Storage;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.ILeavingGrain")]
public interface ILeavingGrain : IGrainWithStringKey
{
    Task<string> Touch();

    Task Leave();

    /// <summary>Asks to be deactivated for two reasons.</summary>
    Task LeaveForTwoReasons();

    /// <summary>Asks to be deactivated, and waits for a gate.</summary>
    Task LeaveThenWait(string gate);

    [AlwaysInterleave]
    Task<string> Look();

    /// <summary>Fails, when its gate is open, as a write of state that somebody else has changed.</summary>
    Task Conflict(string gate);

    /// <summary>Has another grain fail so.</summary>
    Task ConflictThrough(string otherKey, string gate);

    /// <summary>Writes a line when the activation is gone.</summary>
    Task TellWhenGone();
}

/// <summary>Its key says what it does when it goes.</summary>
internal sealed class LeavingGrain(Journal journal) : Grain, ILeavingGrain
{
    private string Key => this.GetPrimaryKeyString();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"{Key} down {reason.ReasonCode}: {reason.Description}");
        switch (Key)
        {
            case "fails":
                throw new InvalidOperationException("failed");
            case "gated":
                await journal.Gate("gone");
                break;
            case "stuck":
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            case "deaf":
                await new TaskCompletionSource().Task;
                break;
            case "calls":
                journal.Write(await GrainFactory.GetGrain<ILeavingGrain>("other").Touch());
                break;
        }
    }

    public Task<string> Touch() => Task.FromResult(GrainContext.ActivationId.ToString());

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task LeaveForTwoReasons()
    {
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, "the first"));
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "the second"));
        return Task.CompletedTask;
    }

    public async Task LeaveThenWait(string gate)
    {
        DeactivateOnIdle();
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
    }

    public Task<string> Look() => Touch();

    public async Task Conflict(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        throw new InconsistentStateException("changed", "theirs", "ours");
    }

    public Task ConflictThrough(string otherKey, string gate) => GrainFactory.GetGrain<ILeavingGrain>(otherKey).Conflict(gate);

    public Task TellWhenGone()
    {
        _ = GrainContext.Deactivated.ContinueWith(
            _ => journal.Write($"{Key} gone"), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Task.CompletedTask;
    }
}

public sealed class DeactivationTests
{
    private const string Asked = "ApplicationRequested: DeactivateOnIdle was called.";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task DeactivateOnIdle_WithRequestsWaiting_EndsTheRunningOneAndHandsTheRestToTheNextActivation(int times)
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILifeGrain>("a", typeof(LifeGrain).FullName);

        var leaving = grain.LeaveThenWait("leaving", times);
        await host.Journal.ExpectAsync("a up", "leaving waits");
        var queued = grain.Wait("queued");
        host.Journal.Open("queued");
        host.Journal.Open("leaving");
        await Task.WhenAll(leaving, queued);

        await host.Journal.ExpectAsync("leaving done", "a down ApplicationRequested", "a up", "queued waits", "queued done");
    }

    [Fact]
    public async Task Deactivate_ForTwoReasons_IsToldTheFirst()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILeavingGrain>("a");

        await grain.LeaveForTwoReasons();

        await host.Journal.ExpectAsync("a down ApplicationError: the first");
        await grain.Touch();
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Deactivation_ThatFails_EndsTheActivationAllTheSame()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILeavingGrain>("fails");
        var before = await grain.Touch();

        await grain.Leave();
        await host.Journal.ExpectAsync($"fails down {Asked}");

        Assert.NotEqual(before, await grain.Touch());
    }

    [Theory]
    [InlineData("stuck")]
    [InlineData("deaf")]
    public async Task Deactivation_ThatTakesTooLong_IsGivenUp(string key)
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.Configure<GrainCollectionOptions>(static options => options.DeactivationTimeout = TimeSpan.FromSeconds(1)));
        var grain = host.Grains.GetGrain<ILeavingGrain>(key);
        var before = await grain.Touch();

        await grain.Leave();
        await host.Journal.ExpectAsync($"{key} down {Asked}");
        var next = grain.Touch();
        Assert.False(next.IsCompleted);
        await host.PassAsync(TimeSpan.FromSeconds(2));

        Assert.NotEqual(before, await next);
    }

    [Fact]
    public async Task Call_WhileTheGrainDeactivates_WaitsForTheNextActivation()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILeavingGrain>("gated");
        var before = await grain.Touch();
        await grain.Leave();
        await host.Journal.ExpectAsync($"gated down {Asked}");

        var calls = Enumerable.Range(0, 10).Select(_ => grain.Touch()).ToArray();
        Assert.DoesNotContain(calls, static call => call.IsCompleted);
        host.Journal.Open("gone");
        var after = await Task.WhenAll(calls);

        Assert.NotEqual(before, Assert.Single(after.Distinct()));
    }

    [Fact]
    public async Task Deactivation_MayCallOtherGrains()
    {
        await using var host = await ContractHost.StartAsync();
        var other = await host.Grains.GetGrain<ILeavingGrain>("other").Touch();

        await host.Grains.GetGrain<ILeavingGrain>("calls").Leave();

        await host.Journal.ExpectAsync($"calls down {Asked}", other);
    }

    [Fact]
    public async Task Deactivation_Over_IsTold()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILeavingGrain>("gated");
        await grain.TellWhenGone();

        await grain.Leave();
        await host.Journal.ExpectAsync($"gated down {Asked}");
        Assert.True(host.Journal.IsEmpty);
        host.Journal.Open("gone");

        await host.Journal.ExpectAsync("gated gone");
    }

    [Fact]
    public async Task AlwaysInterleave_OnAGrainThatLeaves_WaitsForTheNextActivation()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILeavingGrain>("a");
        var before = await grain.Look();

        var leaving = grain.LeaveThenWait("gate");
        await host.Journal.ExpectAsync("gate waits");
        var look = grain.Look();
        host.Journal.Open("gate");
        await leaving;

        Assert.NotEqual(before, await look);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conflict_OfState_EndsTheActivationBeforeItTakesTheNextCall(bool waits)
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ILeavingGrain>("a");
        var before = await grain.Touch();
        if (!waits)
        {
            host.Journal.Open("conflict");
        }

        var conflict = grain.Conflict("conflict");
        await host.Journal.ExpectAsync("conflict waits");
        var next = grain.Touch();
        host.Journal.Open("conflict");

        await Assert.ThrowsAsync<InconsistentStateException>(() => conflict);
        Assert.NotEqual(before, await next);
        Assert.StartsWith("a down ApplicationError", await host.Journal.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_OfAnotherGrainsState_EndsOnlyThatActivation()
    {
        await using var host = await ContractHost.StartAsync();
        var (grain, other) = (host.Grains.GetGrain<ILeavingGrain>("a"), host.Grains.GetGrain<ILeavingGrain>("b"));
        var (before, otherBefore) = (await grain.Touch(), await other.Touch());
        host.Journal.Open("conflict");

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.ConflictThrough("b", "conflict"));

        Assert.Equal(before, await grain.Touch());
        Assert.NotEqual(otherBefore, await other.Touch());
    }
}
