using Orleans.Streams;
using Orleans.Streams.Core;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Streams;

[Alias("contract.IProducerGrain")]
public interface IProducerGrain : IGrainWithStringKey
{
    Task Publish(string key, int first, int count);
}

[Alias("contract.IConsumerGrain")]
public interface IConsumerGrain : IGrainWithStringKey
{
    Task<int[]> Received();

    Task FailNext(int times);

    Task Wait(string gate);
}

internal sealed class ProducerGrain : Grain, IProducerGrain
{
    public async Task Publish(string key, int first, int count)
    {
        var stream = this.GetStreamProvider("streams").GetStream<int>("numbers", key);
        for (var number = first; number < first + count; number++)
        {
            await stream.OnNextAsync(number);
        }
    }
}

[ImplicitStreamSubscription("numbers")]
internal sealed class ConsumerGrain(Journal journal) : Grain, IConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<int>
{
    private readonly List<int> _received = [];
    private int _failures;

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        journal.Write($"subscribed to {handleFactory.StreamId}");
        await handleFactory.Create<int>().ResumeAsync(this);
    }

    public async Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        if (_failures > 0)
        {
            _failures--;
            journal.Write($"failed {item}");
            throw new InvalidOperationException("failed");
        }

        _received.Add(item);
        await Task.Yield();
        journal.Write($"{this.GetPrimaryKeyString()} {item}");
    }

    public Task OnErrorAsync(Exception ex)
    {
        journal.Write($"error {ex.Message}");
        return Task.CompletedTask;
    }

    public Task<int[]> Received() => Task.FromResult(_received.ToArray());

    public Task FailNext(int times)
    {
        _failures = times;
        return Task.CompletedTask;
    }

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }
}

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_Events_ReachTheGrainOfTheKeyInOrder()
    {
        await using var host = await ContractHost.StartAsync();
        var producer = host.Grains.GetGrain<IProducerGrain>("p");

        await producer.Publish("a", 0, 100);
        await host.Journal.ExpectAsync("subscribed to numbers/a");
        await host.Journal.ExpectAsync([.. Enumerable.Range(0, 100).Select(number => $"a {number}")]);
        await producer.Publish("b", 5, 1);
        await host.Journal.ExpectAsync("subscribed to numbers/b", "b 5");

        Assert.Equal(Enumerable.Range(0, 100), await host.Grains.GetGrain<IConsumerGrain>("a").Received());
    }

    [Fact]
    public async Task Stream_Delivery_TakesItsTurn()
    {
        await using var host = await ContractHost.StartAsync();

        var call = host.Grains.GetGrain<IConsumerGrain>("a").Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        await host.Grains.GetGrain<IProducerGrain>("p").Publish("a", 1, 1);
        host.Journal.Open("gate");
        await call;

        await host.Journal.ExpectAsync("gate done", "subscribed to numbers/a", "a 1");
    }

    [Fact]
    public async Task Stream_HandlerFails_TheEventComesAgainBeforeTheNext()
    {
        await using var host = await ContractHost.StartAsync();
        await host.Grains.GetGrain<IConsumerGrain>("a").FailNext(1);

        await host.Grains.GetGrain<IProducerGrain>("p").Publish("a", 1, 2);
        await host.Journal.ExpectAsync("subscribed to numbers/a", "failed 1");
        await host.Time.AdvanceToNextTimerAsync();

        await host.Journal.ExpectAsync("a 1", "a 2");
    }

    [Fact]
    public async Task Stream_HandlerFailsForGood_IsToldOfTheLossAndGetsTheNext()
    {
        await using var host = await ContractHost.StartAsync();
        await host.Grains.GetGrain<IConsumerGrain>("a").FailNext(8);
        await host.Grains.GetGrain<IProducerGrain>("p").Publish("a", 1, 2);
        await host.Journal.ExpectAsync("subscribed to numbers/a", "failed 1");
        for (var attempt = 2; attempt <= 8; attempt++)
        {
            await host.Time.AdvanceToNextTimerAsync();
            await host.Journal.ExpectAsync("failed 1");
        }

        await host.Journal.ExpectAsync("error failed", "a 2");
    }
}
