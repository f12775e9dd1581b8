using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Why the hub says no.</summary>
internal static class LiveRefusals
{
    public static readonly HubAnswer NoRoom = HubAnswer.Refuse(ProblemCodes.NotFound, "There is no such room.");

    public static readonly HubAnswer NotJoined = HubAnswer.Refuse(ProblemCodes.NotJoined, "Join the room first.");

    public static readonly HubAnswer Blocked = HubAnswer.Refuse(ProblemCodes.CommentBlocked, "These words are not wanted here.");

    public static readonly HubAnswer Banned = HubAnswer.Refuse(ProblemCodes.Banned, "You may not be in this room.");

    public static HubAnswer Invalid(string message) => HubAnswer.Refuse(ProblemCodes.Invalid, message);

    /// <summary>Null when the socket may look at this room.</summary>
    public static HubAnswer? CheckRoom(LiveSocket socket, string? roomId)
    {
        if (!Ids.IsValid(roomId))
        {
            return Invalid("roomId is not a valid id");
        }

        return socket.Rooms.Count >= socket.RoomsMax && !socket.Rooms.ContainsKey(roomId!)
            ? HubAnswer.Refuse(ProblemCodes.TooManyRooms, "Leave another room first.")
            : null;
    }

    /// <summary>Null when the socket is in this room.</summary>
    public static HubAnswer? CheckJoined(LiveSocket socket, string? roomId) =>
        roomId is not null && socket.Rooms.ContainsKey(roomId)
            ? null
            : NotJoined;

    public static HubAnswer From(RoomOutcome outcome, TimeSpan? retryAfter = null) => outcome switch
    {
        RoomOutcome.Banned => Banned,
        RoomOutcome.Muted => HubAnswer.Refuse(ProblemCodes.Muted, "You may not write in this room.", retryAfter),
        RoomOutcome.SlowMode => HubAnswer.Refuse(ProblemCodes.SlowMode, "The room is in slow mode.", retryAfter),
        RoomOutcome.FollowersOnly => HubAnswer.Refuse(ProblemCodes.FollowersOnly, "Only followers of the host may write."),
        RoomOutcome.BuyersOnly => HubAnswer.Refuse(ProblemCodes.BuyersOnly, "Only buyers of the shop may write."),
        RoomOutcome.Blocked => Blocked,
        RoomOutcome.Held => HubAnswer.Refuse(ProblemCodes.CommentHeld, "A moderator will look at it first."),
        RoomOutcome.QueueFull => HubAnswer.Refuse(ProblemCodes.Busy, "Too many comments wait for a moderator.", TimeSpan.FromSeconds(30)),
        RoomOutcome.NotFound => NoRoom,
        RoomOutcome.Invalid => Invalid("The request is not acceptable."),
        RoomOutcome.IllegalStep => HubAnswer.Refuse(ProblemCodes.IllegalStep, "Not in the room's present status."),
        _ => throw new InvalidOperationException($"Unexpected room outcome {outcome}."),
    };
}
