namespace SocialCommerce.Client.Live;

/// <summary>
/// Where the client is in one room's sequence. Lets every event through once and in order; keeps those that come too
/// early; says when something is missing. An event may stand for a run of comments that were left out. Not thread-safe.
/// </summary>
internal sealed class RoomCursor(string roomId)
{
    /// <summary>Beyond this many early events, holding on to more is pointless: Resume brings them anyway.</summary>
    private const int EarlyMax = 10_000;

    private readonly SortedDictionary<(long From, long Seq), EventMessage> _early = [];

    public string RoomId => roomId;

    public string Epoch { get; private set; } = string.Empty;

    public long Seq { get; private set; }

    /// <summary>False until the first snapshot: events that come before it wait.</summary>
    public bool IsPlaced { get; private set; }

    public long Duplicates { get; private set; }

    public bool HasHole => IsPlaced && _early.Count > 0;

    /// <summary>Whether a server that has sent this much has sent something that did not come here.</summary>
    public bool IsBehind(string? epoch, long seq) => IsPlaced && epoch is not null && (epoch != Epoch || seq > Seq);

    /// <summary>Starts at a snapshot; answers the early events that follow it.</summary>
    public IReadOnlyList<LiveEvent> Place(string epoch, long seq)
    {
        Epoch = epoch;
        Seq = seq;
        IsPlaced = true;
        return Release();
    }

    /// <summary>Takes what came; answers what may be shown now. Null: the sequence began anew, Resume must tell.</summary>
    public IReadOnlyList<LiveEvent>? Take(string epoch, IReadOnlyList<EventMessage> events)
    {
        if (IsPlaced && epoch != Epoch)
        {
            return null;
        }

        foreach (var next in events)
        {
            if ((IsPlaced && next.Seq <= Seq) || _early.ContainsKey((next.From, next.Seq)))
            {
                Duplicates++;
            }
            else if (_early.Count < EarlyMax)
            {
                _early.Add((next.From, next.Seq), next);
            }
        }

        return IsPlaced ? Release() : [];
    }

    private List<LiveEvent> Release()
    {
        var ready = new List<LiveEvent>();
        while (_early.Count > 0 && _early.First() is var (place, next) && place.From <= Seq + 1)
        {
            _early.Remove(place);
            if (place.Seq > Seq)
            {
                Seq = place.Seq;
                ready.Add(next.In(RoomId));
            }
        }

        return ready;
    }
}
