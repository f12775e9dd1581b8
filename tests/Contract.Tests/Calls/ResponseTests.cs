using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IResponseGrain")]
public interface IResponseGrain : IGrainWithStringKey
{
    Task<int> Answer(int value);

    Task Wait(string gate);

    [ResponseTimeout("00:00:05")]
    Task WaitBriefly(string gate);

    Task WaitFor(string name, CancellationToken cancellationToken);

    [OneWay]
    Task Tell(string line);
}

internal sealed class ResponseGrain(Journal journal) : Grain, IResponseGrain
{
    public Task<int> Answer(int value) => Task.FromResult(value);

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }

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
    }

    public async Task Tell(string line)
    {
        journal.Write(line);
        await journal.Gate(line);
        throw new InvalidOperationException(line);
    }
}

public sealed class ResponseTests
{
    [Fact]
    public async Task Call_WithoutResponse_TimesOutWithItsNameAndTheGrainGoesOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var call = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(3));
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("gate");
        await host.Journal.ExpectAsync("gate done");

        Assert.Contains(nameof(IResponseGrain.Wait), exception.Message, StringComparison.Ordinal);
        Assert.Equal(7, await grain.Answer(7));
    }

    [Fact]
    public async Task Call_WithItsOwnTimeout_TimesOutThen()
    {
        await using var host = await ContractHost.StartAsync();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitBriefly("gate");
        await host.Journal.ExpectAsync("gate waits");
        host.Time.Advance(TimeSpan.FromSeconds(7));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        host.Journal.Open("gate");
    }

    [Fact]
    public async Task Call_TimedOutInTheQueue_IsNotRun()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var first = grain.Wait("first");
        await host.Journal.ExpectAsync("first waits");
        var second = grain.Wait("second");
        host.Time.Advance(TimeSpan.FromSeconds(40));
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        host.Journal.Open("first");
        await host.Journal.ExpectAsync("first done");
        await grain.Answer(1);

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Call_CancelledWhileItRuns_FailsAtOnceAndTheCalleeIsToldInATurn()
    {
        await using var host = await ContractHost.StartAsync();
        using var cancellation = new CancellationTokenSource();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitFor("call", cancellation.Token);
        await host.Journal.ExpectAsync("call waits");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Journal.ExpectAsync("call cancelled in a turn");
    }

    [Fact]
    public async Task Call_CancelledBefore_NeverReachesTheGrain()
    {
        await using var host = await ContractHost.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Grains.GetGrain<IResponseGrain>("a").WaitFor("call", new CancellationToken(canceled: true)));

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task OneWay_ReturnsBeforeItIsDoneAndKeepsItsFailure()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        await grain.Tell("told");
        await host.Journal.ExpectAsync("told");
        host.Journal.Open("told");

        Assert.Equal(3, await grain.Answer(3));
    }

    [Fact]
    public async Task Call_ToAFullMailbox_IsRefused()
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.Configure<SiloMessagingOptions>(static options => options.MaxEnqueuedRequestsHardLimit = 2));
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var running = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        var queued = new[] { grain.Answer(1), grain.Answer(2) };

        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Answer(3));
        host.Journal.Open("gate");
        await running;
        var answers = await Task.WhenAll(queued);
        Assert.Equal([1, 2], answers);
    }

    [Fact]
    public async Task Grain_WithoutImplementation_IsRefusedWhenAskedFor()
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Throws<ArgumentException>(() => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IUnimplementedGrain>("a"));
    }
}

[Alias("contract.IUnimplementedGrain")]
public interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Never();
}
