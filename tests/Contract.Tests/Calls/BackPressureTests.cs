using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

public sealed class BackPressureTests
{
    private const int RequestsMax = 2;

    [Fact]
    public async Task Call_ToAFullMailbox_IsRefusedAndTheRestAreServed()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");
        var running = grain.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");

        var calls = Enumerable.Range(0, 5).Select(grain.Answer).ToArray();
        var refused = await FirstAsync(calls, calls.Length - RequestsMax);
        host.Journal.Open("gate");
        await running;

        Assert.All(refused, static call => Assert.IsType<LimitExceededException>(call.Exception?.InnerException));
        await Task.WhenAll(calls.Except(refused));
        Assert.Equal(4, await grain.Answer(4));
    }

    [Fact]
    public async Task Call_ThatInterleaves_CountsAndIsRefusedToo()
    {
        await using var host = await StartAsync();
        var grain = host.Grains.GetGrain<IResponseGrain>("a");

        var running = new List<Task>();
        foreach (var gate in new[] { "one", "two", "three" })
        {
            running.Add(grain.WaitBeside(gate));
            await host.Journal.ExpectAsync($"{gate} waits");
        }

        await Assert.ThrowsAsync<LimitExceededException>(() => grain.WaitBeside("four"));
        foreach (var gate in new[] { "one", "two", "three" })
        {
            host.Journal.Open(gate);
        }

        await Task.WhenAll(running);
    }

    [Fact]
    public async Task Call_ToAFullMailbox_DoesNotHarmOtherGrains()
    {
        await using var host = await StartAsync();
        var full = host.Grains.GetGrain<IResponseGrain>("full");
        var running = full.Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        var queued = new[] { full.Answer(1), full.Answer(2) };

        Assert.Equal(5, await host.Grains.GetGrain<IResponseGrain>("other").Answer(5));

        host.Journal.Open("gate");
        await Task.WhenAll([running, .. queued]);
    }

    // Calls that were sent together may arrive in any order.
    private static async Task<List<Task<int>>> FirstAsync(Task<int>[] calls, int count)
    {
        var done = new List<Task<int>>();
        while (done.Count < count)
        {
            done.Add(await Task.WhenAny(calls.Except(done)));
        }

        return done;
    }

    private static Task<ContractHost> StartAsync() => ContractHost.StartAsync(static silo =>
        silo.Configure<SiloMessagingOptions>(static options => options.MaxEnqueuedRequestsHardLimit = RequestsMax));
}
