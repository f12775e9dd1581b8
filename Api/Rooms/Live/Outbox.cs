namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// What waits to be written to one socket: ordered frames, of which none may be dropped, and latest values, of which only
/// the newest of each kind counts. Bounded in frames and in bytes: a socket that does not keep up is cut, not buffered for.
/// </summary>
internal sealed class Outbox(
    int framesMax, int bytesMax, Func<Frame, Task> write, Action<string> cut, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<Frame> _frames = new();
    private Dictionary<string, Frame>? _latest;

    /// <summary>The youngest frame that waits: what follows may still be joined to it.</summary>
    private Frame? _last;
    private int _bytes;
    private bool _isPumping;
    private bool _isClosed;
    private long _writingSince;

    /// <summary>Half of what may wait does: time to send less.</summary>
    public bool IsFilling
    {
        get
        {
            lock (_lock)
            {
                return 2 * Count >= framesMax || 2 * _bytes >= bytesMax;
            }
        }
    }

    private int Count => _frames.Count + (_last is null ? 0 : 1);

    /// <summary>Sends in order, or cuts the socket: leaving one out would make a hole.</summary>
    public void Send(Frame frame)
    {
        if (!TryEnqueue(frame, out var isIdle))
        {
            Close("it fell too far behind");
        }
        else if (isIdle)
        {
            // Runs here until a write has to wait: most complete at once, and then no task is made.
            _ = PumpAsync();
        }
    }

    /// <summary>Sends the newest value of a kind; one that still waits is replaced.</summary>
    public void SendLatest(string kind, Frame frame)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            (_latest ??= [])[kind] = frame;
            if (!TryStart())
            {
                return;
            }
        }

        _ = PumpAsync();
    }

    /// <summary>True when one write has been waiting for the other side for longer than this.</summary>
    public bool IsStalled(TimeSpan max)
    {
        lock (_lock)
        {
            return _writingSince != 0 && clock.GetElapsedTime(_writingSince) > max;
        }
    }

    private bool TryEnqueue(Frame frame, out bool isIdle)
    {
        isIdle = false;
        lock (_lock)
        {
            if (_isClosed)
            {
                return true;
            }

            if (!TryJoinLast(frame) && !TryAppend(frame))
            {
                return false;
            }

            isIdle = TryStart();
            return true;
        }
    }

    private bool TryJoinLast(Frame frame)
    {
        if (_last?.Join(frame) is not { } both)
        {
            return false;
        }

        _bytes += both.Bytes - _last.Bytes;
        _last = both;
        return true;
    }

    private bool TryAppend(Frame frame)
    {
        // A frame larger than all that may wait still passes when nothing waits.
        if (Count >= framesMax || (Count > 0 && _bytes + frame.Bytes > bytesMax))
        {
            return false;
        }

        if (_last is not null)
        {
            _frames.Enqueue(_last);
        }

        _last = frame;
        _bytes += frame.Bytes;
        return true;
    }

    private bool TryStart()
    {
        var isIdle = !_isPumping;
        _isPumping = true;
        return isIdle;
    }

    private async Task PumpAsync()
    {
        try
        {
            while (Next() is { } frame)
            {
                await write(frame);
            }
        }
        catch (Exception exception)
        {
            Close($"a write failed with {exception.GetType().Name}");
        }
    }

    private Frame? Next()
    {
        lock (_lock)
        {
            if (!_isClosed && TakeNext() is { } frame)
            {
                _writingSince = clock.GetTimestamp();
                return frame;
            }

            _writingSince = 0;
            _isPumping = false;
            return null;
        }
    }

    private Frame? TakeNext()
    {
        if (TakeFrame() is { } frame)
        {
            _bytes -= frame.Bytes;
            return frame;
        }

        if (_latest is not { Count: > 0 })
        {
            return null;
        }

        var (kind, latest) = _latest.First();
        _latest.Remove(kind);
        return latest;
    }

    private Frame? TakeFrame()
    {
        if (_frames.TryDequeue(out var frame))
        {
            return frame;
        }

        frame = _last;
        _last = null;
        return frame;
    }

    private void Close(string reason)
    {
        lock (_lock)
        {
            _isClosed = true;
            _frames.Clear();
            _last = null;
            _bytes = 0;
            _latest = null;
        }

        cut(reason);
    }
}
