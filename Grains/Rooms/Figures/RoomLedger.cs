using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Rooms.Replay;

namespace SocialCommerce.Grains.Rooms.Figures;

/// <summary>A room's counts and how far each of its sources is in them: every row counts once. Pure.</summary>
internal sealed class RoomLedger
{
    public const int MarksMax = 2_000;

    private readonly AppliedSequences _applied;
    private long _reactions;

    public RoomLedger(RoomFiguresState state)
    {
        _applied = new AppliedSequences(state.Applied);
        _reactions = state.Reactions;
        Series = new FigureSeries(state);
        Sequence = state.Sequence;
        SampledAt = DateTimeOffset.FromUnixTimeMilliseconds(state.SampledAt);
        PeakViewers = state.PeakViewers;
        Marks = state.Marks;
    }

    public FigureSeries Series { get; }

    /// <summary>The last event that is counted.</summary>
    public long Sequence { get; private set; }

    /// <summary>The last sample that is counted.</summary>
    public DateTimeOffset SampledAt { get; private set; }

    public int PeakViewers { get; private set; }

    public ImmutableArray<RoomMark> Marks { get; private set; }

    /// <summary>True when something was counted since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    public long Applied(int partition) => _applied[partition];

    /// <summary>False, and nothing applied, when rows are missing that the partition has told of.</summary>
    public bool Apply(RoomTouches delta)
    {
        if (!_applied.Contains(delta.Partition, delta.Previous))
        {
            return false;
        }

        foreach (var touch in delta.Touches)
        {
            if (!_applied.Contains(delta.Partition, touch.Sequence))
            {
                Series.AddInteraction(touch.At, touch.Kind);
                _applied.Advance(delta.Partition, touch.Sequence);
                IsDirty = true;
            }
        }

        return true;
    }

    /// <summary>Takes the next event of the room's log.</summary>
    public void Add(RoomEvent roomEvent)
    {
        if (roomEvent.Sequence <= Sequence)
        {
            return;
        }

        Sequence = roomEvent.Sequence;
        IsDirty = true;
        if (roomEvent.Type == RoomEventType.CommentAdded)
        {
            Series.AddComment(roomEvent.At);
        }
        else if (roomEvent.Type == RoomEventType.CommentRemoved)
        {
            Series.AddRemoval(roomEvent.At);
        }
        else if (Marks.Length < MarksMax && RoomMarks.Of(roomEvent, Marks) is { } mark)
        {
            Marks = Marks.Add(mark);
        }
    }

    /// <summary>Takes the next sample of the room.</summary>
    public void Add(RoomMoment moment)
    {
        SampledAt = moment.At;
        Look(moment.At, moment.Viewers);
        CountReactions(moment.At, moment.Reactions.Values.Sum());
    }

    public void Look(DateTimeOffset at, int viewers)
    {
        Series.SetViewers(at, viewers);
        PeakViewers = Math.Max(PeakViewers, viewers);
        IsDirty = true;
    }

    /// <summary>Counts what a total has grown by.</summary>
    public void CountReactions(DateTimeOffset at, long total)
    {
        if (total > _reactions)
        {
            Series.AddReactions(at, total - _reactions);
            _reactions = total;
            IsDirty = true;
        }
    }

    public RoomFiguresState Export()
    {
        IsDirty = false;
        return new RoomFiguresState
        {
            Applied = _applied.Export(),
            Sequence = Sequence,
            SampledAt = SampledAt.ToUnixTimeMilliseconds(),
            Reactions = _reactions,
            PeakViewers = PeakViewers,
            WidthSeconds = Series.Width,
            Rows = Series.Export(),
            Marks = Marks,
        };
    }
}
