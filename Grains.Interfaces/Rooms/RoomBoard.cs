namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>What is on in a room besides its pins: made of the room's events, shown to whoever comes in.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomBoard")]
public sealed record RoomBoard
{
    public static readonly RoomBoard Empty = new();
}
