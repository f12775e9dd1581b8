using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.IServedGrain")]
public interface IServedGrain : IGrainWithStringKey
{
    Task<int> Scope();

    Task<int> ScopeThroughContext();

    Task Leave();
}

/// <summary>One for each activation.</summary>
internal sealed class ScopedService(Journal journal) : IDisposable
{
    private static int _made;

    public int Number { get; } = Interlocked.Increment(ref _made);

    public void Dispose() => journal.Write("service disposed");
}

internal sealed class ServedGrain(ScopedService service, Journal journal) : Grain, IServedGrain, IAsyncDisposable
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write("down");
        return Task.CompletedTask;
    }

    public Task<int> Scope() => Task.FromResult(service.Number);

    public Task<int> ScopeThroughContext() =>
        Task.FromResult(GrainContext.ActivationServices.GetRequiredService<ScopedService>().Number);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        journal.Write("grain disposed");
        return ValueTask.CompletedTask;
    }
}

[Alias("contract.IPlainClassGrain")]
public interface IPlainClassGrain : IGrainWithStringKey
{
    Task<string> Key();

    Task Leave();
}

/// <summary>A grain without the usual base class.</summary>
internal sealed class PlainClassGrain(IGrainContext context, Journal journal) : IPlainClassGrain, IGrainBase
{
    public IGrainContext GrainContext { get; } = context;

    public Task OnActivateAsync(CancellationToken token)
    {
        journal.Write("up");
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        journal.Write($"down {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> Key() => Task.FromResult(GrainContext.GrainId.Key.ToString()!);

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class ServiceTests
{
    [Fact]
    public async Task ScopedService_IsOnePerActivationAndDisposedWithIt()
    {
        await using var host = await StartAsync();
        var (one, other) = (host.Grains.GetGrain<IServedGrain>("one"), host.Grains.GetGrain<IServedGrain>("other"));

        var number = await one.Scope();
        Assert.Equal(number, await one.ScopeThroughContext());
        Assert.NotEqual(number, await other.Scope());
        await one.Leave();

        await host.Journal.ExpectAsync("down", "grain disposed", "service disposed");
        Assert.NotEqual(number, await one.Scope());
    }

    [Fact]
    public async Task Grain_WithoutTheBaseClass_ComesAndGoesLikeAnyOther()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IPlainClassGrain>("key");

        Assert.Equal("key", await grain.Key());
        await grain.Leave();

        await host.Journal.ExpectAsync("up", "down ApplicationRequested");
    }

    private static Task<ContractHost> StartAsync() => ContractHost.StartAsync(static silo => silo.Services.AddScoped<ScopedService>());
}
