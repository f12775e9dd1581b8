namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>A deal as its grain works with it: what is stored, the claims in a form that is quick to ask.</summary>
internal sealed record DealBook(DealState State, ClaimLedger Claims)
{
    public static DealBook Load(DealState state) => new(state with { Claims = [] }, ClaimLedger.Load(state.Claims));

    /// <summary>Units that nobody has claimed.</summary>
    public int Remaining => State.Terms is { } terms ? terms.Quantity - Claims.Reserved - Claims.Sold : 0;

    public DealState Export() => State with { Claims = Claims.Export() };
}
