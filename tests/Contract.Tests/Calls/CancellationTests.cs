using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

public sealed class CancellationTests
{
    [Fact]
    public async Task Call_CancelledBefore_NeverReachesTheGrain()
    {
        await using var host = await ContractHost.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Grains.GetGrain<IResponseGrain>("a").WaitFor("call", new CancellationToken(canceled: true)));

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
    public async Task Call_Cancelled_IsACancelledTaskWithTheCallersToken()
    {
        await using var host = await ContractHost.StartAsync();
        using var cancellation = new CancellationTokenSource();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitFor("call", cancellation.Token);
        await host.Journal.ExpectAsync("call waits");
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.True(call.IsCanceled);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task Call_CancelledByItsTimer_IsCancelledToo()
    {
        await using var host = await ContractHost.StartAsync();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitFor("call", cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Call_CancelledInTheQueue_FailsAtOnceAndHoldsNobodyUp()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");
        using var cancellation = new CancellationTokenSource();

        var running = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        var queued = grain.WaitFor("queued", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        Assert.False(running.IsCompleted);
        host.Journal.Open("gate");
        await running;

        Assert.Equal(1, await grain.Answer(1));
    }

    [Fact]
    public async Task Call_ThroughAnotherGrain_IsCancelledAllTheWay()
    {
        await using var host = await ContractHost.StartAsync();
        using var cancellation = new CancellationTokenSource();

        var call = host.Grains.GetGrain<IResponseGrain>("a").WaitThrough("b", "call", cancellation.Token);
        await host.Journal.ExpectAsync("call waits");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Journal.ExpectAsync("call cancelled in a turn");
    }

    [Fact]
    public async Task Call_WhoseCalleeIgnoresIt_FailsAtOnceAndTheCalleeGoesOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");
        using var cancellation = new CancellationTokenSource();

        var call = grain.WaitInSpiteOf("gate", cancellation.Token);
        await host.Journal.ExpectAsync("gate waits");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var next = grain.Answer(1);
        Assert.False(next.IsCompleted);
        host.Journal.Open("gate");

        Assert.Equal(1, await next);
        await host.Journal.ExpectAsync("gate done");
    }

    [Fact]
    public async Task Call_CancelledAfterItIsOver_IsNot()
    {
        await using var host = await ContractHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        host.Journal.Open("gate");

        var cancelled = await host.Grains.GetGrain<IResponseGrain>("a").WaitInSpiteOf("gate", cancellation.Token);
        await cancellation.CancelAsync();

        Assert.False(cancelled);
    }
}
