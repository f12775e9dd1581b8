namespace SocialCommerce.Tools.Bench;

/// <summary>The smallest grain there is. Key: any number.</summary>
[Alias("sc.bench.IEngineBenchGrain")]
public interface IEngineBenchGrain : IGrainWithIntegerKey
{
    [Alias("Echo")]
    Task<int> EchoAsync(int value);

    /// <summary>Calls another grain a number of times.</summary>
    [Alias("CallOther")]
    Task CallOtherAsync(long otherKey, int calls);

    /// <summary>Publishes a number of events to a stream of its own.</summary>
    [Alias("Publish")]
    Task PublishAsync(int events);
}

/// <summary>Consumes the events of one stream. Key: the key of the stream.</summary>
[Alias("sc.bench.IEngineBenchConsumerGrain")]
public interface IEngineBenchConsumerGrain : IGrainWithStringKey
{
    /// <summary>Completes when so many events have come.</summary>
    [Orleans.Concurrency.AlwaysInterleave, Alias("Received")]
    Task ReceivedAsync(int events);
}
