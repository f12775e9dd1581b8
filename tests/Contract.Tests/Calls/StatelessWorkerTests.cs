using Orleans.Concurrency;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task Work(string gate);

    Task<string> Activation();
}

[StatelessWorker(2)]
internal sealed class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    public async Task Work(string gate)
    {
        journal.Write(gate);
        await journal.Gate(gate);
    }

    public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());
}

public sealed class StatelessWorkerTests
{
    [Fact]
    public async Task StatelessWorker_ServesAsManyCallsAtOnceAsItHasWorkers()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IWorkerGrain>(0);

        var first = grain.Work("first");
        await host.Journal.ExpectAsync("first");
        var second = grain.Work("second");
        await host.Journal.ExpectAsync("second");
        var third = grain.Work("third");
        host.Journal.Open("first");
        host.Journal.Open("second");
        await Task.WhenAll(first, second);
        await host.Journal.ExpectAsync("third");
        host.Journal.Open("third");

        await third;
    }

    [Fact]
    public async Task StatelessWorker_WithAnIdleWorker_UsesItAgain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IWorkerGrain>(0);

        var activations = new List<string>();
        for (var call = 0; call < 10; call++)
        {
            activations.Add(await grain.Activation());
        }

        Assert.Single(activations.Distinct());
    }

    [Fact]
    public async Task StatelessWorker_OfAnotherKey_HasItsOwnWorkers()
    {
        await using var host = await ContractHost.StartAsync();
        var busy = new[] { "first", "second" }.Select(gate => host.Grains.GetGrain<IWorkerGrain>(0).Work(gate)).ToArray();
        await host.Journal.ExpectInAnyOrderAsync("first", "second");

        var other = host.Grains.GetGrain<IWorkerGrain>(1).Work("other");
        await host.Journal.ExpectAsync("other");
        foreach (var gate in new[] { "first", "second", "other" })
        {
            host.Journal.Open(gate);
        }

        await Task.WhenAll([.. busy, other]);
    }
}
