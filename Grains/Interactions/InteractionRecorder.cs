using Orleans.Streams;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Interactions;

/// <summary>Puts a user's interactions into the log and tells the partition of them.</summary>
internal sealed partial class InteractionRecorder(
    IInteractionLog log, IGrainFactory grains, TimeProvider clock, ILogger<InteractionRecorder> logger)
{
    /// <summary>Appends what is valid; durable when it answers.</summary>
    public async Task<Recording> AppendAsync(
        string userId, RecordInteractions command, ImmutableArray<byte> userVector, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var cards = await ProductCards.GetAsync(
            grains, command.Items.Where(item => Ids.IsValid(item.ProductId)).Select(item => item.ProductId), cancellationToken);
        var recording = new Recording(command.Items, cards, now);
        var entries = recording.ListEntries(userId, userVector, now);
        recording.Places = entries.Count == 0 ? [] : await log.AppendAsync(entries, cancellationToken);
        return recording;
    }

    /// <summary>Whether a purchase of the user is in the log; reads it from the user's first row.</summary>
    public async Task<bool> HasPurchasedAsync(string userId, CancellationToken cancellationToken)
    {
        const int PageSize = 1_000;

        long offset = 0;
        while (true)
        {
            var rows = await log.ReadUserTailAsync(userId, offset, PageSize, cancellationToken);
            if (rows.Any(row => row.Interaction.Kind == InteractionKind.Purchase))
            {
                return true;
            }

            if (rows.Count < PageSize)
            {
                return false;
            }

            offset = rows[^1].Offset;
        }
    }

    /// <summary>
    /// Tells the partition. It is only told sooner this way: a hint that is lost leaves a hole in the sequence that the
    /// partition fills from the log.
    /// </summary>
    public async Task PublishAsync(IStreamProvider provider, ImmutableArray<InteractionRecorded> recorded)
    {
        foreach (var hint in recorded)
        {
            try
            {
                var stream = StreamId.Create(Partitions.StreamNamespace, hint.Partition);
                await provider.GetStream<InteractionRecorded>(stream).OnNextAsync(hint);
            }
#pragma warning disable CA1031 // The row is durable and acknowledged, whatever becomes of the hint.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogHintLost(hint.Partition, hint.Sequence, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} was not told of row {Sequence}; it reads the log")]
    private partial void LogHintLost(int partition, long sequence, Exception exception);
}
