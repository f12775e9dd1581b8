using Orleans.Streams;
using Orleans.Streams.Core;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Streams;

[Alias("contract.IProducerGrain")]
public interface IProducerGrain : IGrainWithStringKey
{
    Task Publish(string key, int first, int count, string space = "numbers");

    Task PublishBatch(string key, int first, int count);

    /// <summary>The name of the exception that ending or failing a stream throws, or of looking for an unknown provider.</summary>
    Task<string> Misuse(string how);
}

[Alias("contract.IConsumerGrain")]
public interface IConsumerGrain : IGrainWithStringKey
{
    Task<int[]> Received();

    Task FailNext(int times);

    /// <summary>The next event waits for the gate.</summary>
    Task HoldNext(string gate);

    Task<bool> TokensRise();

    Task Wait(string gate);

    Task Leave();
}

internal sealed class ProducerGrain : Grain, IProducerGrain
{
    public async Task Publish(string key, int first, int count, string space)
    {
        var stream = this.GetStreamProvider("streams").GetStream<int>(space, key);
        for (var number = first; number < first + count; number++)
        {
            await stream.OnNextAsync(number);
        }
    }

    public Task PublishBatch(string key, int first, int count) =>
        this.GetStreamProvider("streams").GetStream<int>("numbers", key).OnNextBatchAsync(Enumerable.Range(first, count));

    public async Task<string> Misuse(string how)
    {
        try
        {
            var stream = this.GetStreamProvider(how == "unknown" ? "nowhere" : "streams").GetStream<int>("numbers", "a");
            await (how == "complete" ? stream.OnCompletedAsync() : stream.OnErrorAsync(new InvalidOperationException()));
            return "none";
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }
}

[ImplicitStreamSubscription("numbers")]
internal sealed class ConsumerGrain(Journal journal) : Grain, IConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<int>
{
    private readonly List<int> _received = [];
    private readonly List<StreamSequenceToken> _tokens = [];
    private int _failures;
    private string? _gate;

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        journal.Write($"subscribed to {handleFactory.StreamId} of {handleFactory.ProviderName}");
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

        if (_gate is { } gate)
        {
            _gate = null;
            journal.Write($"{item} held");
            await journal.Gate(gate);
        }

        _received.Add(item);
        _tokens.Add(token!);
        await Task.Yield();
        journal.Write(RequestContext.Get("caller") is { } caller
            ? $"{this.GetPrimaryKeyString()} {item} for {caller}"
            : $"{this.GetPrimaryKeyString()} {item}");
    }

    public Task OnErrorAsync(Exception ex)
    {
        journal.Write($"error {ex.GetType().Name}");
        return Task.CompletedTask;
    }

    public Task<int[]> Received() => Task.FromResult(_received.ToArray());

    public Task FailNext(int times)
    {
        _failures = times;
        return Task.CompletedTask;
    }

    public Task HoldNext(string gate)
    {
        _gate = gate;
        return Task.CompletedTask;
    }

    public Task<bool> TokensRise() => Task.FromResult(_tokens.Zip(_tokens.Skip(1)).All(pair => pair.First.CompareTo(pair.Second) < 0));

    public async Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        await journal.Gate(gate);
        journal.Write($"{gate} done");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[Alias("contract.IPlainConsumerGrain")]
public interface IPlainConsumerGrain : IGrainWithStringKey;

/// <summary>What the consumers below have in common: they take whatever stream reaches them and tell the journal.</summary>
internal abstract class TellingConsumer<T>(Journal journal, string name) : Grain, IStreamSubscriptionObserver, IAsyncObserver<T>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<T>().ResumeAsync(
        (item, _) =>
        {
            journal.Write($"{name} {handleFactory.StreamId} {item}");
            return Task.CompletedTask;
        });

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => throw new InvalidOperationException("The handler is another.");

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

[ImplicitStreamSubscription("red")]
[ImplicitStreamSubscription("blue")]
internal sealed class ColourConsumer(Journal journal) : TellingConsumer<int>(journal, "colour"), IPlainConsumerGrain;

[ImplicitStreamSubscription("shared")]
internal sealed class LeftConsumer(Journal journal) : TellingConsumer<int>(journal, "left"), IPlainConsumerGrain;

[ImplicitStreamSubscription("shared")]
internal sealed class RightConsumer(Journal journal) : TellingConsumer<int>(journal, "right"), IPlainConsumerGrain;

[Alias("contract.IGuidConsumerGrain")]
public interface IGuidConsumerGrain : IGrainWithGuidKey;

[ImplicitStreamSubscription("by-guid")]
internal sealed class GuidConsumer(Journal journal) : TellingConsumer<string>(journal, "guid"), IGuidConsumerGrain;

[Alias("contract.INumberConsumerGrain")]
public interface INumberConsumerGrain : IGrainWithIntegerKey;

[ImplicitStreamSubscription("by-number")]
internal sealed class NumberConsumer(Journal journal) : TellingConsumer<string>(journal, "number"), INumberConsumerGrain;

/// <summary>Attaches its handler when it is activated, not when an event comes.</summary>
[ImplicitStreamSubscription("eager")]
internal sealed class EagerConsumer(Journal journal) : Grain, IPlainConsumerGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider("streams").GetStream<int>("eager", this.GetPrimaryKeyString());
        foreach (var handle in await stream.GetAllSubscriptionHandles())
        {
            await handle.ResumeAsync((item, _) =>
            {
                journal.Write($"eager {item}");
                return Task.CompletedTask;
            });
        }
    }
}
