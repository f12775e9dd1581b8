using Microsoft.AspNetCore.SignalR;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// What waits to be written to one socket: ordered frames, of which none may be dropped, and latest values, of which only
/// the newest of each kind counts. Bounded: a socket that does not keep up is cut, not buffered for.
/// </summary>
internal sealed class Outbox(
    int framesMax, Func<SerializedHubMessage, Task> write, Action<string> cut, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<SerializedHubMessage> _frames = new();
    private readonly Dictionary<string, SerializedHubMessage> _latest = [];
    private bool _isPumping;
    private bool _isClosed;
    private long _writingSince;

    /// <summary>Sends in order, or cuts the socket: leaving one out would make a hole.</summary>
    public void Send(SerializedHubMessage frame)
    {
        if (TryEnqueue(frame))
        {
            Start();
        }
        else
        {
            Close("it fell too far behind");
        }
    }

    /// <summary>Sends the newest value of a kind; one that still waits is replaced.</summary>
    public void SendLatest(string kind, SerializedHubMessage frame)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _latest[kind] = frame;
        }

        Start();
    }

    /// <summary>True when one write has been waiting for the other side for longer than this.</summary>
    public bool IsStalled(TimeSpan max)
    {
        lock (_lock)
        {
            return _writingSince != 0 && clock.GetElapsedTime(_writingSince) > max;
        }
    }

    private bool TryEnqueue(SerializedHubMessage frame)
    {
        lock (_lock)
        {
            if (_isClosed || _frames.Count >= framesMax)
            {
                return _isClosed;
            }

            _frames.Enqueue(frame);
            return true;
        }
    }

    private void Start()
    {
        lock (_lock)
        {
            if (_isPumping)
            {
                return;
            }

            _isPumping = true;
        }

        // Runs here until a write has to wait: most complete at once, and then no task is made.
        _ = PumpAsync();
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

    private SerializedHubMessage? Next()
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

    private SerializedHubMessage? TakeNext()
    {
        if (_frames.TryDequeue(out var frame))
        {
            return frame;
        }

        if (_latest.Count == 0)
        {
            return null;
        }

        var (kind, latest) = _latest.First();
        _latest.Remove(kind);
        return latest;
    }

    private void Close(string reason)
    {
        lock (_lock)
        {
            _isClosed = true;
            _frames.Clear();
            _latest.Clear();
        }

        cut(reason);
    }
}
