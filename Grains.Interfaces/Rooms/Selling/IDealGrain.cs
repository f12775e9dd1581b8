namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>
/// A flash deal: a window of time in which units of one product can be claimed at the deal's price. Its units are taken
/// out of the stock before it is announced, and go back when nobody bought them. Key: the deal id.
/// </summary>
[Alias("sc.IDealGrain")]
public interface IDealGrain : IGrainWithStringKey
{
    /// <summary>Takes the units out of the stock and announces the deal. Repeating the command is answered like the first time.</summary>
    [Idempotent, Alias("Create")]
    Task<DealResult> CreateAsync(CreateDeal command, CancellationToken cancellationToken = default);

    /// <summary>The deal as it stands by the clock, or null when there is none.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<DealSnapshot?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Closes the deal before its time. Claims that were given stay good.</summary>
    [Idempotent, Alias("Cancel")]
    Task<DealResult> CancelAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>The room is over, and so is the deal.</summary>
    [OneWay, Idempotent, Alias("EndWithRoom")]
    Task EndWithRoomAsync();

    /// <summary>
    /// Holds units for a buyer; durable when it answers. Interleaves: claims that come together share a write. What
    /// decides is the clock, not whether the opening was announced in time.
    /// </summary>
    [AlwaysInterleave, Idempotent, Alias("Claim")]
    Task<ClaimResult> ClaimAsync(ClaimDeal command, CancellationToken cancellationToken = default);

    /// <summary>A claim of this user, or why not.</summary>
    [AlwaysInterleave, Idempotent, Alias("GetClaim")]
    Task<ClaimResult> GetClaimAsync(SettleClaim command, CancellationToken cancellationToken = default);

    /// <summary>Gives the units of a claim back. What is sold stays sold.</summary>
    [AlwaysInterleave, Idempotent, Alias("Release")]
    Task<ClaimResult> ReleaseAsync(SettleClaim command, CancellationToken cancellationToken = default);

    /// <summary>Sells the units of a claim to an order, once, while it holds them: only then is the deal's price due.</summary>
    [AlwaysInterleave, Idempotent, Alias("Confirm")]
    Task<ClaimResult> ConfirmAsync(SettleClaim command, CancellationToken cancellationToken = default);
}
