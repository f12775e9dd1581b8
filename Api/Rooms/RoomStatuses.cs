using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

/// <summary>Statuses that a list of rooms may be asked for: those that everybody sees.</summary>
internal static class RoomStatuses
{
    public const string Names = "scheduled, live, paused, ended or replay";

    /// <summary>None when nothing is asked for.</summary>
    public static bool TryRead(string[]? names, out ImmutableArray<RoomStatus> statuses)
    {
        statuses = [.. (names ?? []).Select(Read).Distinct()];
        return !statuses.Contains(RoomStatus.Unknown);
    }

    private static RoomStatus Read(string name) => name switch
    {
        "scheduled" => RoomStatus.Scheduled,
        "live" => RoomStatus.Live,
        "paused" => RoomStatus.Paused,
        "ended" => RoomStatus.Ended,
        "replay" => RoomStatus.Replay,
        _ => RoomStatus.Unknown,
    };
}
