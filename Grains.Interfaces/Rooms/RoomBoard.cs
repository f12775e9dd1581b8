using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Interfaces.Rooms;

/// <summary>What is on in a room besides its pins: made of the room's events, shown to whoever comes in.</summary>
[GenerateSerializer, Immutable, Alias("sc.RoomBoard")]
public sealed record RoomBoard
{
    public static readonly RoomBoard Empty = new();

    // A board that was stored before a member came to be is read without it: such a member is empty, not broken.
    [Id(0)]
    private readonly ImmutableArray<RoomDeal> _deals = [];

    [Id(1)]
    private readonly ImmutableArray<RoomVoucher> _vouchers = [];

    /// <summary>Deals that are announced or open, oldest first.</summary>
    public ImmutableArray<RoomDeal> Deals { get => _deals.IsDefault ? [] : _deals; init => _deals = value; }

    /// <summary>Vouchers that can be claimed, oldest first.</summary>
    public ImmutableArray<RoomVoucher> Vouchers { get => _vouchers.IsDefault ? [] : _vouchers; init => _vouchers = value; }
}
