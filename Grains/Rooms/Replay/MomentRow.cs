namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>What is stored of a moment beside its key and its state.</summary>
internal sealed record MomentRow
{
    public int Viewers { get; set; }

    public ImmutableDictionary<string, long> Reactions { get; set; } = ImmutableDictionary<string, long>.Empty;

    public string? Hash { get; set; }

    public static MomentRow Of(RoomMoment moment) =>
        new() { Viewers = moment.Viewers, Reactions = moment.Reactions, Hash = moment.Hash };

    public RoomMoment ToMoment(long at, long sequence, byte[]? state)
    {
        var moment = new RoomMoment(DateTimeOffset.FromUnixTimeMilliseconds(at), sequence, Viewers, Reactions, Hash);
        return state is null ? moment : moment with { State = state };
    }
}
