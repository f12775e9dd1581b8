namespace Orleans.Runtime.Local;

/// <summary>How a running call was let in, so that it is counted out the same way.</summary>
internal enum RunningKind : byte
{
    Interleaved,
    Reader,
    Writer,
}

/// <summary>Which calls an activation is in the middle of, and what that lets in beside them.</summary>
internal struct RunningCalls
{
    private int _interleaved;
    private int _readers;
    private int _writers;

    public readonly int Count => _interleaved + _readers + _writers;

    /// <summary>Whether nothing runs that keeps ordinary calls out.</summary>
    public readonly bool IsOpen => (_readers | _writers) == 0;

    /// <summary>Readers keep company only with readers, a writer with nobody; interleaved calls do not count.</summary>
    public readonly bool Admits(GrainCall call, Activation activation)
    {
        if (IsOpen || call.MayInterleave || activation.Type.IsReentrant)
        {
            return true;
        }

        return (call.IsReadOnly && _writers == 0) || activation.AllowsReentry(call);
    }

    /// <summary>Counts a call in. One that was admitted beside a writer, or a change beside readers, came as a reentry.</summary>
    public void Add(GrainCall call, Activation activation)
    {
        var isReentry = _writers != 0 || (_readers != 0 && !call.IsReadOnly);
        if (isReentry || call.MayInterleave || activation.Type.IsReentrant)
        {
            call.RunningAs = RunningKind.Interleaved;
            _interleaved++;
        }
        else if (call.IsReadOnly)
        {
            call.RunningAs = RunningKind.Reader;
            _readers++;
        }
        else
        {
            call.RunningAs = RunningKind.Writer;
            _writers++;
        }
    }

    public void Remove(GrainCall call)
    {
        switch (call.RunningAs)
        {
            case RunningKind.Reader:
                _readers--;
                break;
            case RunningKind.Writer:
                _writers--;
                break;
            default:
                _interleaved--;
                break;
        }
    }
}
