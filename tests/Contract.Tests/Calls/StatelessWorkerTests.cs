using Orleans.Concurrency;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task Work(string gate);
}

[StatelessWorker(2)]
internal sealed class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    public async Task Work(string gate)
    {
        journal.Write(gate);
        await journal.Gate(gate);
    }
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
}
