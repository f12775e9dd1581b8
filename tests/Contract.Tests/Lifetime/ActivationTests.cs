using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.IFragileGrain")]
public interface IFragileGrain : IGrainWithStringKey
{
    Task<string> Touch();
}

/// <summary>Fails to activate, in the way that its key says, until its gate is open.</summary>
internal sealed class FragileGrain : Grain, IFragileGrain, IDisposable
{
    private readonly Journal _journal;

    public FragileGrain(Journal journal)
    {
        _journal = journal;
        if (Key == "constructor" && !IsWhole)
        {
            throw new InvalidOperationException("broken");
        }
    }

    private string Key => this.GetPrimaryKeyString();

    private bool IsWhole => _journal.Gate("whole").IsCompleted;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        switch (Key)
        {
            case "throws" when !IsWhole:
                throw new InvalidOperationException("broken");
            case "leaves" when !IsWhole:
                _journal.Write("up");
                DeactivateOnIdle();
                break;
            case "leaves and waits" when !IsWhole:
                DeactivateOnIdle();
                _journal.Write(cancellationToken.IsCancellationRequested ? "cancelled" : "goes on");
                break;
            case "stuck" when !IsWhole:
                _journal.Write("stuck up");
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            case "deaf" when !IsWhole:
                _journal.Write("deaf up");
                await new TaskCompletionSource().Task;
                break;
            case "slow":
                _journal.Write("slow up");
                await _journal.Gate("whole");
                break;
            case "traced":
                _journal.Write($"context {RequestContext.Get("key")}");
                break;
            case "calls":
                _journal.Write(await GrainFactory.GetGrain<IFragileGrain>("other").Touch());
                break;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _journal.Write($"{Key} down");
        return Task.CompletedTask;
    }

    public Task<string> Touch() => Task.FromResult($"{Key} touched");

    public void Dispose()
    {
        if (Key == "throws")
        {
            _journal.Write("disposed");
        }
    }
}

[Alias("contract.IUnreadableGrain")]
public interface IUnreadableGrain : IGrainWithStringKey
{
    Task<string> Touch();
}

internal sealed class UnreadableGrain([PersistentState("value", "broken")] IPersistentState<int> state) : Grain, IUnreadableGrain
{
    public Task<string> Touch() => Task.FromResult($"{state.State}");
}

/// <summary>Cannot be read from until its gate is open.</summary>
internal sealed class BrokenStorage(Journal journal) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => journal.Gate("whole").IsCompleted
        ? Task.CompletedTask
        : throw new InvalidOperationException("unreadable");

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}

public sealed class ActivationTests
{
    [Fact]
    public async Task Activation_Fails_ItsCallersAreToldAndTheNextCallTriesAgain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFragileGrain>("throws");

        var calls = new[] { grain.Touch(), grain.Touch() };
        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
            Assert.Equal("broken", exception.Message);
        }

        host.Journal.Open("whole");
        Assert.Equal("throws touched", await grain.Touch());
    }

    [Fact]
    public async Task Activation_ConstructorFails_TheCallerIsToldTheCauseAndTheNextCallTriesAgain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFragileGrain>("constructor");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(grain.Touch);
        Assert.Equal("broken", exception.InnerException?.Message);
        host.Journal.Open("whole");

        Assert.Equal("constructor touched", await grain.Touch());
    }

    [Fact]
    public async Task Activation_Fails_TheGrainIsDisposedOfAndNotToldToDeactivate()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFragileGrain>("throws");

        await Assert.ThrowsAsync<InvalidOperationException>(grain.Touch);

        await host.Journal.ExpectAsync("disposed");
    }

    [Fact]
    public async Task Activation_StateCannotBeRead_TheCallerIsToldAndTheNextCallTriesAgain()
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.Services.AddKeyedSingleton<IGrainStorage>("broken", (services, _) => new BrokenStorage(services.GetRequiredService<Journal>())));
        var grain = host.Grains.GetGrain<IUnreadableGrain>("a");

        var exception = await Assert.ThrowsAnyAsync<Exception>(grain.Touch);
        Assert.Contains("unreadable", exception.ToString(), StringComparison.Ordinal);
        host.Journal.Open("whole");

        Assert.Equal("0", await grain.Touch());
    }

    [Theory]
    [InlineData("stuck")]
    [InlineData("deaf")]
    public async Task Activation_TakesTooLong_ItsCallerIsToldAndTheNextCallTriesAgain(string key)
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.Configure<GrainCollectionOptions>(static options => options.ActivationTimeout = TimeSpan.FromSeconds(1)));
        var grain = host.Grains.GetGrain<IFragileGrain>(key);

        var call = grain.Touch();
        await host.Journal.ExpectAsync($"{key} up");
        await host.PassAsync(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        host.Journal.Open("whole");
        Assert.Equal($"{key} touched", await grain.Touch());
    }

    [Fact]
    public async Task Activation_Slow_ItsCallersWaitInOrder()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFragileGrain>("slow");

        var calls = Enumerable.Range(0, 5).Select(_ => grain.Touch()).ToArray();
        await host.Journal.ExpectAsync("slow up");
        Assert.DoesNotContain(calls, static call => call.IsCompleted);
        host.Journal.Open("whole");
        await Task.WhenAll(calls);

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Activation_LongerThanItsCallersWait_TimesOutAndSucceedsLater()
    {
        await using var host = await ContractHost.StartAsync(Settings.ShortPatience);
        var grain = host.Grains.GetGrain<IFragileGrain>("slow");

        var call = grain.Touch();
        await host.Journal.ExpectAsync("slow up");
        await host.PassAsync(Settings.PatienceIsOver);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("whole");

        Assert.Equal("slow touched", await grain.Touch());
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Activation_SeesTheContextOfTheCallThatCausedIt()
    {
        await using var host = await ContractHost.StartAsync();
        RequestContext.Set("key", "value");

        await host.Grains.GetGrain<IFragileGrain>("traced").Touch();

        await host.Journal.ExpectAsync("context value");
    }

    [Fact]
    public async Task Activation_MayCallOtherGrains()
    {
        await using var host = await ContractHost.StartAsync();

        await host.Grains.GetGrain<IFragileGrain>("calls").Touch();

        await host.Journal.ExpectAsync("other touched");
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileActivating_HandsTheCallOnUntilItHasBeenHandedOnTooOften()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFragileGrain>("leaves");

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(grain.Touch);

        await host.Journal.ExpectAsync("up", "up", "up");
        host.Journal.Open("whole");
        Assert.Equal("leaves touched", await grain.Touch());
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileActivating_CancelsTheActivation()
    {
        await using var host = await ContractHost.StartAsync();

        _ = host.Grains.GetGrain<IFragileGrain>("leaves and waits").Touch();

        await host.Journal.ExpectAsync("cancelled");
    }
}
