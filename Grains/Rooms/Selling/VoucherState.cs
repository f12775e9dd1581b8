using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>What is stored of a voucher.</summary>
internal sealed record VoucherState
{
    public string? RoomId { get; set; }

    public string? HostId { get; set; }

    public RoomVoucher? Terms { get; set; }

    /// <summary>Who has one, and what became of it.</summary>
    public ImmutableDictionary<string, VoucherHold> Holders { get; set; } = ImmutableDictionary<string, VoucherHold>.Empty;

    /// <summary>Whether the room was told of the offer, of its end.</summary>
    public bool IsOffered { get; set; }

    public bool IsEndTold { get; set; }
}

/// <summary>One user's voucher.</summary>
/// <param name="ExpiresAt">From when on another order may set it aside.</param>
/// <param name="Token">The attempt of the order that set it aside.</param>
internal sealed record VoucherHold(
    HeldVoucherStatus Status, string? OrderId = null, DateTimeOffset? ExpiresAt = null, string? Token = null);
