using System.Diagnostics.CodeAnalysis;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Orleans.Runtime.Local;

/// <summary>
/// The events of one stream that wait for its consumers. Each consumer gets them in order, one at a time; a producer that
/// is too far ahead of the slowest one waits.
/// </summary>
internal sealed class StreamChannel(MemoryStreamProvider provider, StreamId streamId)
{
    private const int LengthMax = 1_000;

    /// <summary>Attempts per event before the consumer is told of its loss; with the delays below about a minute, as in Orleans.</summary>
    private const int AttemptsMax = 8;

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(500);

    private static long _sequence;

    private readonly Lock _gate = new();
    private readonly Queue<StreamEvent> _waiting = new();
    private readonly Queue<TaskCompletionSource> _producers = new();
    private bool _isDelivering;
    private bool _isForgotten;

    public StreamId StreamId => streamId;

    public async Task WriteAsync(StreamEvent @event)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_isForgotten)
                {
                    break;
                }

                if (_waiting.Count < LengthMax)
                {
                    Accept(@event);
                    return;
                }

                var producer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _producers.Enqueue(producer);
                room = producer.Task;
            }

            await room;
        }

        // Whoever drained it may not have come to this yet; until somebody does, the provider gives this channel again.
        provider.Forget(this);
        await provider.Channel(streamId).WriteAsync(@event);
    }

    private void Accept(StreamEvent @event)
    {
        @event.Token = new EventSequenceTokenV2(Interlocked.Increment(ref _sequence));
        _waiting.Enqueue(@event);
        if (!_isDelivering)
        {
            _isDelivering = true;
            ThreadPool.UnsafeQueueUserWorkItem(static channel => _ = channel.DeliverAllAsync(), this, preferLocal: false);
        }
    }

    private async Task DeliverAllAsync()
    {
        var consumers = Consumers();
        while (TryTake(out var @event))
        {
            await Task.WhenAll(consumers.Select(consumer => DeliverAsync(consumer, @event)));
        }
    }

    private List<GrainReference> Consumers()
    {
        var engine = provider.Engine;
        var space = streamId.GetNamespace() ?? "";
        return [.. engine.Catalog.Types
            .Where(type => type.ImplicitNamespaces.Contains(space))
            .Select(type => engine.Factory.CreateReference(
                type.PrimaryInterface, GrainId.Create(type.GrainType, StreamKeyMapper.KeyOf(type.Class, streamId))))];
    }

    private bool TryTake([MaybeNullWhen(false)] out StreamEvent @event)
    {
        lock (_gate)
        {
            if (_producers.TryDequeue(out var producer))
            {
                producer.SetResult();
            }

            if (_waiting.TryDequeue(out @event))
            {
                return true;
            }

            _isDelivering = false;
            _isForgotten = true;
        }

        provider.Forget(this);
        return false;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a handler throws means: try again.")]
    private async Task DeliverAsync(GrainReference consumer, StreamEvent @event)
    {
        RequestContext.Import(@event.Context);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await new StreamDeliveryCall(provider, streamId, @event, loss: null).SendAsync(consumer);
                return;
            }
            catch (Exception exception) when (attempt == AttemptsMax)
            {
                await ReportLossAsync(consumer, @event, exception);
                return;
            }
            catch (Exception)
            {
                await Task.Delay(FirstRetryDelay * (1 << (attempt - 1)), provider.Engine.Time);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The loss is logged; a handler that fails to hear of it changes nothing.")]
    private async Task ReportLossAsync(GrainReference consumer, StreamEvent @event, Exception exception)
    {
        provider.Engine.Log.StreamEventLost(streamId, consumer.GrainId, exception);
        var loss = new StreamEventDeliveryFailureException(
            $"Stream provider failed to deliver an event.  StreamProvider:{provider.Name}  Stream:{streamId}");
        try
        {
            await new StreamDeliveryCall(provider, streamId, @event, loss).SendAsync(consumer);
        }
        catch (Exception second)
        {
            provider.Engine.Log.StreamEventLost(streamId, consumer.GrainId, second);
        }
    }
}
