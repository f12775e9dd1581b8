using Orleans.Streams;

namespace Orleans.Runtime.Local;

/// <summary>An event on its way to its consumers.</summary>
internal abstract class StreamEvent
{
    public StreamSequenceToken? Token { get; set; }

    /// <summary>The request context of the producer, which reaches the consumer too.</summary>
    public Dictionary<string, object>? Context { get; } = RequestContext.Export();

    /// <summary>Hands the event to a handler; null when it handles another type of event.</summary>
    public abstract Task? Deliver(object handler);

    public abstract Task? ReportLoss(object handler, Exception exception);
}

/// <inheritdoc/>
internal sealed class StreamEvent<T>(T item) : StreamEvent
{
    public override Task? Deliver(object handler) => (handler as IAsyncObserver<T>)?.OnNextAsync(item, Token);

    public override Task? ReportLoss(object handler, Exception exception) => (handler as IAsyncObserver<T>)?.OnErrorAsync(exception);
}
