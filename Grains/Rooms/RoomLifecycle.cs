using System.Globalization;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The steps of a room's life. A rehearsal is no status of the room: the room stays scheduled for everybody, and those who
/// rehearse do so on a room grain of its own, which is deleted afterwards. Pure.
/// </summary>
internal static class RoomLifecycle
{
    public static RoomOutcome Decide(RoomState state, ChangeRoomStatus command)
    {
        var from = StatusOf(state);
        var isStep = IsStep(from, command.Status) && (command.From is null || command.From == from);

        // What never opened has nothing to show again.
        return isStep && (command.Status != RoomStatus.Replay || state.StartedAt is not null)
            ? RoomOutcome.Done
            : RoomOutcome.IllegalStep;
    }

    /// <summary>The room's status for those who rehearse.</summary>
    public static RoomStatus StatusOf(RoomState state) => state.IsRehearsing ? RoomStatus.Rehearsal : state.Status;

    /// <summary>Where the room is rehearsed and by whom; null when it is not.</summary>
    public static RoomBackstage? BackstageOf(RoomState state, string roomId) => state.IsRehearsing
        ? new RoomBackstage(RoomKeys.Rehearsal(roomId, state.Rehearsals), [state.HostId!])
        : null;

    public static bool IsRehearsedBy(RoomState state, string userId) => state.IsRehearsing && state.HostId == userId;

    public static RoomState BeginRehearsal(RoomState state) => state with
    {
        IsRehearsing = true,
        Rehearsals = state.Rehearsals + 1,
        Version = state.Version + 1,
    };

    public static RoomState EndRehearsal(RoomState state) => state with { IsRehearsing = false, Version = state.Version + 1 };

    /// <summary>Rehearsals that are over and may still be stored.</summary>
    public static IEnumerable<int> Remains(RoomState state)
    {
        var last = state.IsRehearsing ? state.Rehearsals - 1 : state.Rehearsals;
        return Enumerable.Range(state.RehearsalsCleared + 1, Math.Max(0, last - state.RehearsalsCleared));
    }

    /// <summary>Another sequence than the room's, and than that of every other rehearsal.</summary>
    public static string RehearsalEpoch(RoomState state, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{state.Epoch}.{number}");

    /// <summary>What a rehearsal starts from.</summary>
    public static RoomState Rehearse(OpenRehearsal command) => new()
    {
        Title = command.Room.Title,
        HostId = command.Room.HostId,
        HostName = command.Room.HostName,
        Status = RoomStatus.Rehearsal,
        ProductIds = command.Room.ProductIds,
        Pins = command.Room.Pins,
        PlaybackUrl = command.Room.PlaybackUrl,
        Video = command.Room.Video,
        StartsAt = command.Room.StartsAt,
        Epoch = command.Epoch,
        CreatedAt = command.Room.CreatedAt,
        Version = 1,
    };

    private static bool IsStep(RoomStatus from, RoomStatus to) => (from, to) switch
    {
        (RoomStatus.Scheduled, RoomStatus.Rehearsal or RoomStatus.Live or RoomStatus.Ended) => true,
        (RoomStatus.Rehearsal, RoomStatus.Scheduled or RoomStatus.Live or RoomStatus.Ended) => true,
        (RoomStatus.Live, RoomStatus.Paused or RoomStatus.Ended) => true,
        (RoomStatus.Paused, RoomStatus.Live or RoomStatus.Ended) => true,
        (RoomStatus.Ended, RoomStatus.Replay) => true,
        _ => false,
    };
}
