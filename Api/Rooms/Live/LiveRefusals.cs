using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Why the hub says no.</summary>
internal static class LiveRefusals
{
    public static readonly HubAnswer NoRoom = HubAnswer.Refuse(ProblemCodes.NotFound, "There is no such room.");

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
            : HubAnswer.Refuse(ProblemCodes.NotJoined, "Join the room first.");

    public static HubAnswer From(RoomOutcome outcome) => outcome switch
    {
        RoomOutcome.NotFound => NoRoom,
        RoomOutcome.Invalid => Invalid("The request is not acceptable."),
        RoomOutcome.IllegalStep => HubAnswer.Refuse(ProblemCodes.IllegalStep, "Not in the room's present status."),
        _ => throw new InvalidOperationException($"Unexpected room outcome {outcome}."),
    };
}
