using Orleans.CodeGeneration;
using Orleans.Streams.Core;

namespace Orleans.Runtime.Local;

/// <summary>What a call filter sees of a delivery.</summary>
internal interface IStreamDelivery
{
    Task DeliverAsync(object target);
}

/// <summary>The delivery of an event, or of its loss, as a turn of the consumer.</summary>
internal sealed class StreamDeliveryCall(MemoryStreamProvider provider, StreamId streamId, StreamEvent @event, Exception? loss)
    : TaskCall, IStreamDelivery
{
    private static readonly CallMethod Info =
        new(typeof(IStreamDelivery), nameof(IStreamDelivery.DeliverAsync), [typeof(object)], InvokeMethodOptions.None, null);

    public override CallMethod Method => Info;

    public override string GetInterfaceName() => nameof(IStreamDelivery);

    public async Task DeliverAsync(object target)
    {
        var activation = Activation!;
        if (FindHandler(activation) is null && target is IStreamSubscriptionObserver observer)
        {
            await observer.OnSubscribed(new StreamSubscription(provider.Name, streamId, activation));
        }

        var handler = FindHandler(activation);
        var handling = handler is null ? null : loss is null ? @event.Deliver(handler) : @event.ReportLoss(handler, loss);
        if (handling is null)
        {
            activation.Engine.Log.StreamEventUnhandled(streamId, activation.GrainId);
            return;
        }

        await handling;
    }

    protected override Task Invoke(object target) => DeliverAsync(target);

    protected override void Recycle()
    {
    }

    private object? FindHandler(Activation activation) =>
        activation.ExtrasIfAny?.StreamHandlers.GetValueOrDefault((provider.Name, streamId));
}
