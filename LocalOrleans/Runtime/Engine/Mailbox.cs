namespace Orleans.Runtime.Local;

/// <summary>The calls that wait at an activation, in order of arrival; linked through the calls themselves.</summary>
internal struct Mailbox
{
    private GrainCall? _head;
    private GrainCall? _tail;
    private int _interleavable;

    public int Count { get; private set; }

    public readonly GrainCall? First => _head;

    public readonly bool HasInterleavable => _interleavable != 0;

    public void Add(GrainCall call)
    {
        call.Next = null;
        if (_tail is null)
        {
            _head = call;
        }
        else
        {
            _tail.Next = call;
        }

        _tail = call;
        Count++;
        _interleavable += IsInterleavable(call) ? 1 : 0;
    }

    /// <summary>Takes the first call that may run beside those that do already.</summary>
    public GrainCall? TakeAdmitted(in RunningCalls running, Activation activation)
    {
        GrainCall? previous = null;
        for (var call = _head; call is not null; call = call.Next)
        {
            if (running.Admits(call, activation))
            {
                Unlink(previous, call);
                return call;
            }

            // Behind a call that must wait, only the interleavable ones are worth looking for.
            if (_interleavable == 0)
            {
                return null;
            }

            previous = call;
        }

        return null;
    }

    /// <summary>Empties the mailbox; the calls stay linked to one another.</summary>
    public GrainCall? TakeAll()
    {
        var first = _head;
        this = default;
        return first;
    }

    private static bool IsInterleavable(GrainCall call) =>
        call.MayInterleave || call.IsReadOnly || call.ReentrancyId != Guid.Empty;

    private void Unlink(GrainCall? previous, GrainCall call)
    {
        if (previous is null)
        {
            _head = call.Next;
        }
        else
        {
            previous.Next = call.Next;
        }

        if (_tail == call)
        {
            _tail = previous;
        }

        call.Next = null;
        Count--;
        _interleavable -= IsInterleavable(call) ? 1 : 0;
    }
}
