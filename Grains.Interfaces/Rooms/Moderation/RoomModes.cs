namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>Who may comment in a room and how often; the host and the moderators always may.</summary>
/// <param name="SlowModeSeconds">Between two comments of one user, 1 to 120; 0 when there is no slow mode.</param>
/// <param name="FollowersOnly">Only who follows the host.</param>
/// <param name="BuyersOnly">Only who has bought in the shop.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomModes")]
public sealed record RoomModes(
    [property: Id(0)] int SlowModeSeconds = 0,
    [property: Id(1)] bool FollowersOnly = false,
    [property: Id(2)] bool BuyersOnly = false)
{
    /// <summary>Everybody may.</summary>
    public static readonly RoomModes Open = new();
}
