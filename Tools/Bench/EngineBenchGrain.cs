using System.Globalization;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace SocialCommerce.Tools.Bench;

internal sealed class EngineBenchGrain : Grain, IEngineBenchGrain
{
    public const string StreamProvider = "bench";
    public const string StreamNamespace = "engine-bench";

    public Task<int> EchoAsync(int value) => Task.FromResult(value);

    public async Task CallOtherAsync(long otherKey, int calls)
    {
        var other = GrainFactory.GetGrain<IEngineBenchGrain>(otherKey);
        for (var call = 0; call < calls; call++)
        {
            await other.EchoAsync(call);
        }
    }

    public async Task PublishAsync(int events)
    {
        var key = this.GetPrimaryKeyLong().ToString(CultureInfo.InvariantCulture);
        var stream = this.GetStreamProvider(StreamProvider).GetStream<string>(StreamNamespace, key);
        for (var number = 0; number < events; number++)
        {
            await stream.OnNextAsync("event");
        }
    }
}

[ImplicitStreamSubscription(EngineBenchGrain.StreamNamespace)]
internal sealed class EngineBenchConsumerGrain : Grain, IEngineBenchConsumerGrain, IStreamSubscriptionObserver
{
    private TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expected = int.MaxValue;
    private int _count;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<string>().ResumeAsync((_, _) =>
        {
            _count++;
            CompleteIfAll();
            return Task.CompletedTask;
        });

    public Task ReceivedAsync(int events)
    {
        _expected = events;
        _received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CompleteIfAll();
        return _received.Task;
    }

    private void CompleteIfAll()
    {
        if (_count >= _expected)
        {
            _received.TrySetResult();
        }
    }
}
