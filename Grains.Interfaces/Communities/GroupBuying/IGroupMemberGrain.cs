namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <summary>The one seat that a user may have in the groups of an offer. Key: the offer id, a slash, and the user id.</summary>
[Alias("sc.IGroupMemberGrain")]
public interface IGroupMemberGrain : IGrainWithStringKey
{
    /// <summary>Takes the seat, or answers false when the user has another one. Repeating it can move its end to later.</summary>
    /// <param name="until">From then on the seat is in nobody's way, whether or not it was left.</param>
    [Idempotent, Alias("Enter")]
    Task<bool> EnterAsync(string seatId, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Leaves that seat; another one stays.</summary>
    [Idempotent, Alias("Leave")]
    Task LeaveAsync(string seatId, CancellationToken cancellationToken = default);
}
