using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Exact totals of reactions; a batch that was counted is known by its id.</summary>
internal sealed class RoomReactions(RoomState state)
{
    private const int BatchesMax = 2_000;

    private readonly Queue<string> _order = new(state.ReactionBatches);
    private readonly HashSet<string> _batches = new(state.ReactionBatches, StringComparer.Ordinal);

    public ImmutableDictionary<string, long> Totals { get; private set; } = state.Reactions;

    /// <summary>True when something was counted since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    public void Count(SendReactions command)
    {
        // Batch ids are the client's own; two clients may choose the same.
        var batch = $"{command.UserId}/{command.BatchId}";
        if (!_batches.Add(batch))
        {
            return;
        }

        _order.Enqueue(batch);
        if (_order.Count > BatchesMax)
        {
            _batches.Remove(_order.Dequeue());
        }

        Totals = Totals.SetItem(command.Kind, Totals.GetValueOrDefault(command.Kind) + command.Count);
        IsDirty = true;
    }

    public RoomState Export(RoomState current)
    {
        IsDirty = false;
        return current with { Reactions = Totals, ReactionBatches = [.. _order] };
    }
}
