using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls.LocalOnly;

/// <summary>Here a cancellation is where the call is at once. Between silos it is a message, and the call may have begun before.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task Call_CancelledInTheQueue_IsNotRun()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");
        using var cancellation = new CancellationTokenSource();

        var running = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        var queued = grain.WaitFor("queued", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        host.Journal.Open("gate");
        await running;
        await host.Journal.ExpectAsync("gate done");
        await grain.Answer(1);

        Assert.True(host.Journal.IsEmpty);
    }
}
