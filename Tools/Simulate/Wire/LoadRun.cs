using System.Collections.Concurrent;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>What one stretch of load measures, over all its viewers, and what they saw that was wrong.</summary>
internal sealed class LoadRun
{
    private readonly ConcurrentDictionary<(string RoomId, string Epoch, long Seq), string> _log = new();
    private readonly ConcurrentQueue<(string RoomId, string Epoch, long Seq, string CommentId)> _acknowledged = new();
    private readonly int[] _deliveredTo;
    private long _frames;
    private long _items;
    private long _bytes;
    private long _pulses;
    private long _gaps;
    private long _duplicates;
    private long _disagreements;
    private long _drops;
    private long _recovered;
    private long _resnapshots;

    public LoadRun(CommentLedger ledger)
    {
        Ledger = ledger;
        _deliveredTo = new int[ledger.Count];
        Messages = new ParsedMessages(ledger.IndexOf, Note);
    }

    public CommentLedger Ledger { get; }

    public ParsedMessages Messages { get; }

    /// <summary>From when a comment was to be sent until a viewer has it; one value per comment and viewer.</summary>
    public LatencyHistogram Delivery { get; } = new();

    /// <summary>From when a comment was to be sent until its sender knows that it is kept.</summary>
    public LatencyHistogram Acknowledgement { get; } = new();

    /// <summary>How late the load itself was in sending.</summary>
    public LatencyHistogram OwnLag { get; } = new();

    /// <summary>Told with a comment's number when a viewer has it, and how many have it by then.</summary>
    public Action<int, int>? OnDelivered { get; set; }

    /// <summary>Pushes Events.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Comments of this run that were delivered, one per viewer.</summary>
    public long Items => Interlocked.Read(ref _items);

    /// <summary>Bytes of pushes Events.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public long Pulses => Interlocked.Read(ref _pulses);

    /// <summary>Holes on the wire.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>Events that a viewer had already, or that came out of order.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Places of a sequence at which viewers were shown different events.</summary>
    public long Disagreements => Interlocked.Read(ref _disagreements);

    /// <summary>Connections that ended although we had not ended them.</summary>
    public long Drops => Interlocked.Read(ref _drops);

    /// <summary>Viewers who came back and went on where they had been.</summary>
    public long Recovered => Interlocked.Read(ref _recovered);

    /// <summary>Viewers who came back and had to take the room anew.</summary>
    public long Resnapshots => Interlocked.Read(ref _resnapshots);

    public void Pushed(int bytes)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Delivered(int comment)
    {
        if (comment < 0)
        {
            return;
        }

        Interlocked.Increment(ref _items);
        Delivery.Add(Ledger.Age(comment));
        var viewers = Interlocked.Increment(ref _deliveredTo[comment]);
        OnDelivered?.Invoke(comment, viewers);
    }

    /// <summary>What the server said no with, the last time; null when it never did.</summary>
    public string? Refusal { get; private set; }

    public void Refused(int number, string answer)
    {
        Ledger.Refuse(number);
        Refusal = answer;
    }

    public void Acknowledged(int number)
    {
        Acknowledgement.Add(Ledger.Age(number));
        Ledger.Acknowledge(number, Ledger.ClientIdOf(number));
    }

    public void Acknowledged(int comment, string commentId, string roomId, string epoch, long seq)
    {
        Acknowledgement.Add(Ledger.Age(comment));
        Ledger.Acknowledge(comment, commentId);
        _acknowledged.Enqueue((roomId, epoch, seq, commentId));
    }

    /// <summary>Comments that were acknowledged at a place at which nobody was shown them.</summary>
    public int CountMissing() => _acknowledged.Count(known =>
        !_log.TryGetValue((known.RoomId, known.Epoch, known.Seq), out var shown) || !shown.EndsWith(known.CommentId, StringComparison.Ordinal));

    public void Pulsed() => Interlocked.Increment(ref _pulses);

    public void Missed() => Interlocked.Increment(ref _gaps);

    public void Repeated() => Interlocked.Increment(ref _duplicates);

    public void Dropped() => Interlocked.Increment(ref _drops);

    public void CameBack(bool isRecovered) => Interlocked.Increment(ref isRecovered ? ref _recovered : ref _resnapshots);

    /// <summary>Writes down what stands at each place; two viewers must find the same there.</summary>
    public void Note(WireEvents events)
    {
        foreach (var next in events.Events)
        {
            if (_log.GetOrAdd((events.RoomId, events.Epoch, next.Seq), next.Identity) != next.Identity)
            {
                Interlocked.Increment(ref _disagreements);
            }
        }
    }
}
