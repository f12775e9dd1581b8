namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>A voucher that a room offers: who has one, and what became of it. Key: the voucher id.</summary>
[Alias("sc.IVoucherGrain")]
public interface IVoucherGrain : IGrainWithStringKey
{
    /// <summary>Announces the voucher in its room. Repeating the command is answered like the first time.</summary>
    [Idempotent, Alias("Offer")]
    Task<VoucherResult> OfferAsync(OfferVoucher command, CancellationToken cancellationToken = default);

    /// <summary>The voucher, or null when there is none.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<VoucherSnapshot?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Offers it no longer. Those who have one keep it.</summary>
    [Idempotent, Alias("Withdraw")]
    Task<VoucherResult> WithdrawAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>The room is over, and so is its offer.</summary>
    [OneWay, Idempotent, Alias("EndWithRoom")]
    Task EndWithRoomAsync();

    /// <summary>Gives the user a voucher, one for good; durable when it answers. Interleaves: claims that come together share a write.</summary>
    [AlwaysInterleave, Idempotent, Alias("Claim")]
    Task<HeldVoucherResult> ClaimAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>The user's voucher, or null when they have none.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetHeld")]
    Task<HeldVoucher?> GetHeldAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Sets the user's voucher aside for one order, which no other order can use meanwhile.</summary>
    [AlwaysInterleave, Idempotent, Alias("Reserve")]
    Task<HeldVoucherResult> ReserveAsync(UseVoucher command, CancellationToken cancellationToken = default);

    /// <summary>The order that set it aside is paid: the voucher is spent.</summary>
    [AlwaysInterleave, Idempotent, Alias("Redeem")]
    Task<HeldVoucherResult> RedeemAsync(UseVoucher command, CancellationToken cancellationToken = default);

    /// <summary>The order that set it aside came to nothing: the user has it again.</summary>
    [AlwaysInterleave, Idempotent, Alias("Release")]
    Task<HeldVoucherResult> ReleaseAsync(UseVoucher command, CancellationToken cancellationToken = default);
}
