namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Where one viewer is in its room's sequence, and what it sees that is wrong there. Not thread-safe.</summary>
internal sealed class SequencePlace
{
    private readonly List<WireEvents> _early = [];

    /// <summary>Names the sequence.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Up to here everything was shown.</summary>
    public long Seq { get; private set; }

    /// <summary>False while it is not known where what comes belongs.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Nothing more is shown until the next answer says where the room is.</summary>
    public void Lose() => IsKnown = false;

    /// <summary>A new connection begins: what the old one still brought comes again.</summary>
    public void Begin()
    {
        IsKnown = false;
        _early.Clear();
    }

    /// <summary>Starts at a snapshot. False: what came meanwhile does not follow it.</summary>
    public bool Place(string epoch, long seq, LoadRun run)
    {
        Epoch = epoch;
        Seq = seq;
        return Settle(run);
    }

    /// <summary>Goes on with what was missed. False: it is not all of it.</summary>
    public bool Continue(WireEvents missed, LoadRun run) => TryShow(missed, run) && Settle(run);

    /// <summary>Takes a push. False: something before it is missing.</summary>
    public bool Take(WireEvents events, LoadRun run)
    {
        if (IsKnown && events.Epoch == Epoch)
        {
            return TryShow(events, run);
        }

        _early.Add(events);
        return true;
    }

    // What came before the answer has waited until the answer said where it belongs.
    private bool Settle(LoadRun run)
    {
        IsKnown = true;
        var isWhole = _early.Where(events => events.Epoch == Epoch).All(events => TryShow(events, run));
        _early.Clear();
        return isWhole;
    }

    private bool TryShow(WireEvents events, LoadRun run)
    {
        foreach (var next in events.Events)
        {
            if (next.Seq > Seq + 1)
            {
                run.Missed();
                IsKnown = false;
                return false;
            }

            if (next.Seq <= Seq)
            {
                run.Repeated();
            }
            else
            {
                Seq = next.Seq;
                run.Delivered(next.Comment);
            }
        }

        return true;
    }
}
