using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Streams;

public sealed class StreamTests
{
    private const string SubscribedToA = "subscribed to numbers/a of streams";

    [Fact]
    public async Task Stream_Events_ReachTheGrainOfTheKeyInOrder()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).Publish("a", 0, 100);
        await host.Journal.ExpectAsync(SubscribedToA);
        await host.Journal.ExpectAsync([.. Enumerable.Range(0, 100).Select(number => $"a {number}")]);
        await Producer(host).Publish("b", 5, 1);
        await host.Journal.ExpectAsync("subscribed to numbers/b of streams", "b 5");

        Assert.Equal(Enumerable.Range(0, 100), await Consumer(host).Received());
    }

    [Fact]
    public async Task Stream_Batch_ArrivesInOrderAndOneByOne()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).PublishBatch("a", 0, 20);
        await Producer(host).PublishBatch("a", 20, 20);
        await host.Journal.ExpectAsync(SubscribedToA);
        await host.Journal.ExpectAsync([.. Enumerable.Range(0, 40).Select(number => $"a {number}")]);

        Assert.True(await Consumer(host).TokensRise());
    }

    [Fact]
    public async Task Stream_Tokens_Rise()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).Publish("a", 0, 50);
        await host.Journal.ExpectAsync([SubscribedToA, .. Enumerable.Range(0, 50).Select(number => $"a {number}")]);

        Assert.True(await Consumer(host).TokensRise());
    }

    [Fact]
    public async Task Stream_Delivery_TakesItsTurn()
    {
        await using var host = await ContractHost.StartAsync();

        var call = Consumer(host).Wait("gate");
        await host.Journal.ExpectAsync("gate waits");
        await Producer(host).Publish("a", 1, 1);
        host.Journal.Open("gate");
        await call;

        await host.Journal.ExpectAsync("gate done", SubscribedToA, "a 1");
    }

    [Fact]
    public async Task Stream_HandlerFails_TheEventComesAgainBeforeTheNext()
    {
        await using var host = await ContractHost.StartAsync();
        await Consumer(host).FailNext(1);

        await Producer(host).Publish("a", 1, 2);

        Assert.Equal([SubscribedToA, "failed 1", "a 1", "a 2"], await LinesUntilAsync(host, "a 2"));
    }

    [Fact]
    public async Task Stream_HandlerFailsForGood_IsToldOfTheLossAndGetsTheNext()
    {
        await using var host = await ContractHost.StartAsync();
        await Consumer(host).FailNext(int.MaxValue);
        await Producer(host).Publish("a", 1, 2);
        var lines = await LinesUntilAsync(host, "error StreamEventDeliveryFailureException");
        await Consumer(host).FailNext(0);

        Assert.Equal("a 2", (await LinesUntilAsync(host, "a 2"))[^1]);
        Assert.True(lines.Count(line => line == "failed 1") > 1);
        Assert.Equal(2, Assert.Single(await Consumer(host).Received()));
    }

    [Fact]
    public async Task Stream_ConsumerIsSlow_NothingIsLostAndOthersGoOn()
    {
        const int Count = 1_500;
        await using var host = await ContractHost.StartAsync();
        await Consumer(host).HoldNext("gate");

        var publishing = Producer(host).Publish("a", 0, Count);
        await host.Journal.ExpectAsync(SubscribedToA, "0 held");
        await host.Grains.GetGrain<IProducerGrain>("q").Publish("b", 5, 1);
        await host.Journal.ExpectAsync("subscribed to numbers/b of streams", "b 5");
        host.Journal.Open("gate");
        await publishing;
        await host.Journal.ExpectAsync([.. Enumerable.Range(0, Count).Select(number => $"a {number}")]);

        Assert.Equal(Enumerable.Range(0, Count), await Consumer(host).Received());
    }

    [Fact]
    public async Task Stream_ConsumerWasDeactivated_TheNextActivationSubscribesAgain()
    {
        await using var host = await ContractHost.StartAsync();
        await Producer(host).Publish("a", 1, 1);
        await host.Journal.ExpectAsync(SubscribedToA, "a 1");

        await Consumer(host).Leave();
        await Producer(host).Publish("a", 2, 1);

        await host.Journal.ExpectAsync(SubscribedToA, "a 2");
        Assert.Equal(2, Assert.Single(await Consumer(host).Received()));
    }

    [Fact]
    public async Task Stream_OfSeveralNamespaces_ReachesTheOneGrain()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).Publish("a", 1, 1, "red");
        await host.Journal.ExpectAsync("colour red/a 1");
        await Producer(host).Publish("a", 2, 1, "blue");

        await host.Journal.ExpectAsync("colour blue/a 2");
    }

    [Fact]
    public async Task Stream_OfANamespaceOfTwoClasses_ReachesBoth()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).Publish("a", 1, 1, "shared");

        Assert.Equal(
            ["left shared/a 1", "right shared/a 1"],
            new[] { await host.Journal.NextAsync(), await host.Journal.NextAsync() }.Order());
    }

    [Fact]
    public async Task Stream_OfANamespaceOfNobody_IsNoFault()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).Publish("a", 1, 3, "nobody");
        await Producer(host).Publish("a", 4, 1);

        await host.Journal.ExpectAsync(SubscribedToA, "a 4");
    }

    [Fact]
    public async Task Stream_ProducedOutsideOfGrains_ArrivesWithTheRequestContext()
    {
        await using var host = await ContractHost.StartAsync();
        var stream = Outside(host).GetStream<int>("numbers", "a");

        RequestContext.Set("caller", "me");
        await stream.OnNextAsync(1);
        RequestContext.Clear();
        await stream.OnNextAsync(2);

        await host.Journal.ExpectAsync(SubscribedToA, "a 1 for me", "a 2");
    }

    [Fact]
    public async Task Stream_OfAGuidOrANumber_ReachesTheGrainOfThatKey()
    {
        await using var host = await ContractHost.StartAsync();
        var key = new Guid("6f3b9c1e-0d4a-4c57-9a3e-1f2d3c4b5a69");

        await Outside(host).GetStream<string>(StreamId.Create("by-guid", key)).OnNextAsync("x");
        await host.Journal.ExpectAsync($"guid by-guid/{key:N} x");
        await Outside(host).GetStream<string>(StreamId.Create("by-number", 42)).OnNextAsync("y");

        await host.Journal.ExpectAsync("number by-number/42 y");
    }

    [Fact]
    public async Task Stream_HandlerAttachedOnActivation_GetsTheEvents()
    {
        await using var host = await ContractHost.StartAsync();

        await Producer(host).Publish("a", 1, 2, "eager");

        await host.Journal.ExpectAsync("eager 1", "eager 2");
    }

    [Theory]
    [InlineData("complete", nameof(NotImplementedException))]
    [InlineData("error", nameof(NotImplementedException))]
    [InlineData("unknown", nameof(KeyNotFoundException))]
    public async Task Stream_Misused_Throws(string how, string expected)
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Equal(expected, await Producer(host).Misuse(how));
    }

    [Fact]
    public async Task Stream_OfOneIdAndProvider_IsOneStream()
    {
        await using var host = await ContractHost.StartAsync();
        var stream = Outside(host).GetStream<int>("numbers", "a");

        Assert.True(stream.Equals(Outside(host).GetStream<int>(StreamId.Create("numbers", "a"))));
        Assert.False(stream.Equals(Outside(host).GetStream<int>("numbers", "b")));
        Assert.Equal(("streams", StreamId.Create("numbers", "a")), (stream.ProviderName, stream.StreamId));
    }

    private static IProducerGrain Producer(ContractHost host) => host.Grains.GetGrain<IProducerGrain>("p");

    private static IConsumerGrain Consumer(ContractHost host) => host.Grains.GetGrain<IConsumerGrain>("a");

    private static IStreamProvider Outside(ContractHost host) =>
        host.Services.GetRequiredService<IClusterClient>().GetStreamProvider("streams");

    /// <summary>The lines up to this one. Time passes while none comes, as failed deliveries wait before they are tried again.</summary>
    private static async Task<List<string>> LinesUntilAsync(ContractHost host, string last)
    {
        List<string> lines = [];
        while (lines.LastOrDefault() != last)
        {
            var next = host.Journal.NextAsync(last);
            while (await Task.WhenAny(next, next.WaitAsync(TimeSpan.FromMilliseconds(50))) is not null && !next.IsCompleted)
            {
                await host.PassAsync(TimeSpan.FromSeconds(1));
            }

            lines.Add(await next);
        }

        return lines;
    }
}
