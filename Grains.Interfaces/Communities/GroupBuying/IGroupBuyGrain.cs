using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <summary>
/// One group: who is in it, what they paid, and what becomes of it. What it has decided it carries out, whatever crashes
/// meanwhile. Calls interleave, so that nobody who can be answered at once waits for another's payment. Key: the group id.
/// </summary>
[Alias("sc.IGroupBuyGrain")]
public interface IGroupBuyGrain : IGrainWithStringKey
{
    /// <summary>Opens the group and takes its first seat. Repeating it changes nothing.</summary>
    [AlwaysInterleave, Idempotent, Alias("Open"), ResponseTimeout(IOrderGrain.LongStep)]
    Task<GroupResult> OpenAsync(OpenGroup command, CancellationToken cancellationToken = default);

    /// <summary>Takes a seat: its units are held and its money is charged. Repeating the key changes nothing.</summary>
    [AlwaysInterleave, Idempotent, Alias("Join"), ResponseTimeout(IOrderGrain.LongStep)]
    Task<GroupResult> JoinAsync(JoinGroup command, CancellationToken cancellationToken = default);

    /// <summary>Gives a seat up as long as the group is open; its money goes back.</summary>
    [AlwaysInterleave, Idempotent, Alias("Leave"), ResponseTimeout(IOrderGrain.LongStep)]
    Task<GroupResult> LeaveAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Takes all members of another group of the same offer, or none. A merge id is answered once and for all.</summary>
    [AlwaysInterleave, Idempotent, Alias("Absorb")]
    Task<bool> AbsorbAsync(AbsorbGroup command, CancellationToken cancellationToken = default);

    /// <summary>The group, or null when there is none.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<GroupSnapshot?> GetAsync(CancellationToken cancellationToken = default);
}
