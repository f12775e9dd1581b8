using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;
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

    [Id(2)]
    private readonly ImmutableArray<RoomPoll> _polls = [];

    [Id(3)]
    private readonly ImmutableArray<RoomQuestion> _questions = [];

    [Id(4)]
    private readonly ImmutableArray<RoomGiveaway> _giveaways = [];

    [Id(5)]
    private readonly RoomModes? _modes;

    /// <summary>Deals that are announced or open, oldest first.</summary>
    public ImmutableArray<RoomDeal> Deals { get => _deals.IsDefault ? [] : _deals; init => _deals = value; }

    /// <summary>Vouchers that can be claimed, oldest first.</summary>
    public ImmutableArray<RoomVoucher> Vouchers { get => _vouchers.IsDefault ? [] : _vouchers; init => _vouchers = value; }

    /// <summary>Open polls, and those closed last; oldest first.</summary>
    public ImmutableArray<RoomPoll> Polls { get => _polls.IsDefault ? [] : _polls; init => _polls = value; }

    /// <summary>The question on screen, if any. Whoever comes in is told the most wanted ones after it.</summary>
    public ImmutableArray<RoomQuestion> Questions { get => _questions.IsDefault ? [] : _questions; init => _questions = value; }

    /// <summary>Open giveaways, and those drawn last; oldest first.</summary>
    public ImmutableArray<RoomGiveaway> Giveaways { get => _giveaways.IsDefault ? [] : _giveaways; init => _giveaways = value; }

    /// <summary>Who may comment, and how often.</summary>
    public RoomModes Modes { get => _modes ?? RoomModes.Open; init => _modes = value; }
}
