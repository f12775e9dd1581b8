namespace Orleans.Runtime.Local;

/// <summary>The place of one call among those that wait for a response; a node of a doubly linked list.</summary>
internal sealed class CallDeadline(GrainCall? call, long dueAt, CallDeadlineShard shard)
{
    public GrainCall? Call { get; } = call;

    public long DueAt { get; } = dueAt;

    public CallDeadline? Previous { get; set; }

    public CallDeadline? Next { get; set; }

    public void Remove() => shard.Remove(this);
}
