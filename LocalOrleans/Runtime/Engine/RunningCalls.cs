namespace Orleans.Runtime.Local;

/// <summary>
/// Which calls an activation is in the middle of, and what that lets in beside them. As in Orleans, one of them decides: the
/// first that does not interleave with everything. While it runs, others come in only beside it; when it is done, whoever waits
/// first comes in, even if some that came in beside it still run. So nobody waits for good behind readers that overlap.
/// </summary>
internal struct RunningCalls
{
    private bool _isBlocked;
    private bool _isBlockedByReader;

    public int Count { get; private set; }

    /// <summary>Whether nothing runs that keeps ordinary calls out.</summary>
    public readonly bool IsOpen => !_isBlocked;

    public readonly bool Admits(GrainCall call, Activation activation) =>
        !_isBlocked || call.MayInterleave || activation.Type.IsReentrant
        || (_isBlockedByReader && call.IsReadOnly) || activation.AllowsReentry(call);

    public void Add(GrainCall call)
    {
        Count++;
        call.IsBlocking = !_isBlocked && !call.MayInterleave;
        if (call.IsBlocking)
        {
            _isBlocked = true;
            _isBlockedByReader = call.IsReadOnly;
        }
    }

    public void Remove(GrainCall call)
    {
        Count--;
        if (call.IsBlocking)
        {
            _isBlocked = false;
        }
    }
}
