namespace Orleans.Runtime.Local;

/// <summary>Some of the calls that wait, in order of arrival.</summary>
internal sealed class CallDeadlineShard
{
    private readonly Lock _gate = new();
    private readonly CallDeadline _head;

    public CallDeadlineShard()
    {
        _head = new CallDeadline(call: null, dueAt: 0, this);
        _head.Next = _head.Previous = _head;
    }

    public void Add(CallDeadline node)
    {
        lock (_gate)
        {
            node.Previous = _head.Previous;
            node.Next = _head;
            _head.Previous!.Next = node;
            _head.Previous = node;
        }
    }

    public void Remove(CallDeadline node)
    {
        lock (_gate)
        {
            if (node.Next is null)
            {
                return;
            }

            node.Previous!.Next = node.Next;
            node.Next.Previous = node.Previous;
            node.Next = node.Previous = null;
        }
    }

    /// <summary>Takes out the calls whose time is up.</summary>
    public List<GrainCall> TakeDue(long now)
    {
        List<GrainCall> due = [];
        lock (_gate)
        {
            for (var node = _head.Next!; node != _head;)
            {
                var next = node.Next!;
                if (node.DueAt <= now)
                {
                    due.Add(node.Call!);
                    Remove(node);
                }

                node = next;
            }
        }

        return due;
    }

    public List<GrainCall> ToList()
    {
        List<GrainCall> all = [];
        lock (_gate)
        {
            for (var node = _head.Next!; node != _head; node = node.Next!)
            {
                all.Add(node.Call!);
            }
        }

        return all;
    }
}
