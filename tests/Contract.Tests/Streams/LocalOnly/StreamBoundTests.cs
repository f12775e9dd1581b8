using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Streams.LocalOnly;

/// <summary>LocalOrleans holds a producer back. Orleans' memory streams do not: their cache keeps what a slow consumer has not had yet.</summary>
public sealed class StreamBoundTests
{
    private const int WaitingMax = 1_000;

    [Fact]
    public async Task Stream_ConsumerIsStuck_ProducersWaitAfterAThousandEvents()
    {
        await using var host = await ContractHost.StartAsync();
        await host.Grains.GetGrain<IConsumerGrain>("a").HoldNext("gate");
        var stream = host.Services.GetRequiredService<IClusterClient>().GetStreamProvider("streams").GetStream<int>("numbers", "a");

        await stream.OnNextAsync(0);
        await host.Journal.ExpectAsync("subscribed to numbers/a of streams", "0 held");
        var accepted = Enumerable.Range(1, 2 * WaitingMax).Select(number => stream.OnNextAsync(number)).TakeWhile(task => task.IsCompleted).Count();
        var other = host.Services.GetRequiredService<IClusterClient>().GetStreamProvider("streams").GetStream<int>("red", "a");
        await other.OnNextAsync(1);
        await host.Journal.ExpectAsync("colour red/a 1");
        host.Journal.Open("gate");

        Assert.Equal(WaitingMax, accepted);
        await host.Journal.ExpectAsync([.. Enumerable.Range(0, WaitingMax + 2).Select(number => $"a {number}")]);
    }
}
