using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>
/// Who holds how many units of a deal, and until when. Adding, settling and expiring cost about the same however many
/// claims there are. Immutable.
/// </summary>
internal sealed record ClaimLedger
{
    /// <summary>Claims that hold nothing any more and are kept for whoever asks what became of them.</summary>
    public const int OverMax = 2_000;

    public static readonly ClaimLedger Empty = new();

    private ImmutableDictionary<string, DealHold> Claims { get; init; } = ImmutableDictionary<string, DealHold>.Empty;

    private ImmutableDictionary<string, int> Buyers { get; init; } = ImmutableDictionary<string, int>.Empty;

    // Every claim is held equally long, so the order in which they came is the order in which they expire.
    private ImmutableQueue<string> Holding { get; init; } = [];

    private ImmutableQueue<string> Over { get; init; } = [];

    private int OverCount { get; init; }

    /// <summary>Units held and not paid for.</summary>
    public int Reserved { get; private init; }

    public int Sold { get; private init; }

    /// <summary>When the next claim expires, at the earliest; null when none holds units.</summary>
    public DateTimeOffset? ExpiresNext => Holding.IsEmpty ? null : Claims[Holding.Peek()].ExpiresAt;

    public DealHold? Find(string claimId) => Claims.GetValueOrDefault(claimId);

    /// <summary>Units that the buyer holds or bought.</summary>
    public int UnitsOf(string userId) => Buyers.GetValueOrDefault(userId);

    public static ClaimLedger Load(ImmutableArray<DealHold> stored) =>
        stored.Aggregate(Empty, static (ledger, claim) => ledger.Put(claim));

    /// <summary>Claims in the order in which they came; those that are over first.</summary>
    public ImmutableArray<DealHold> Export()
    {
        var held = Holding.Select(id => Claims[id]).Where(claim => claim.Status == ClaimStatus.Reserved).ToList();
        var known = held.Select(claim => claim.Id).Concat(Over).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Over.Select(id => Claims[id]),
            .. Claims.Values.Where(claim => !known.Contains(claim.Id)).OrderBy(claim => claim.ExpiresAt),
            .. held,
        ];
    }

    public ClaimLedger Hold(DealHold claim) => Put(claim);

    public ClaimLedger Sell(DealHold claim, string? orderId) => Skip(this with
    {
        Claims = Claims.SetItem(claim.Id, claim with { Status = ClaimStatus.Sold, OrderId = orderId }),
        Reserved = Reserved - claim.Quantity,
        Sold = Sold + claim.Quantity,
    });

    /// <summary>Gives the units of a claim back.</summary>
    public ClaimLedger GiveBack(DealHold claim, ClaimStatus status) => Skip(Forget(this with
    {
        Claims = Claims.SetItem(claim.Id, claim with { Status = status }),
        Buyers = Buyers[claim.UserId] == claim.Quantity
            ? Buyers.Remove(claim.UserId)
            : Buyers.SetItem(claim.UserId, Buyers[claim.UserId] - claim.Quantity),
        Reserved = Reserved - claim.Quantity,
        Over = Over.Enqueue(claim.Id),
        OverCount = OverCount + 1,
    }));

    /// <summary>Gives back what nobody paid for in time.</summary>
    public ClaimLedger Expire(DateTimeOffset now)
    {
        var ledger = this;
        while (ledger.ExpiresNext is { } expiresAt && expiresAt <= now)
        {
            ledger = ledger.GiveBack(ledger.Claims[ledger.Holding.Peek()], ClaimStatus.Expired);
        }

        return ledger;
    }

    private ClaimLedger Put(DealHold claim)
    {
        var next = this with { Claims = Claims.Add(claim.Id, claim) };
        if (claim.Status is not (ClaimStatus.Reserved or ClaimStatus.Sold))
        {
            return next with { Over = Over.Enqueue(claim.Id), OverCount = OverCount + 1 };
        }

        next = next with { Buyers = Buyers.SetItem(claim.UserId, UnitsOf(claim.UserId) + claim.Quantity) };
        return claim.Status == ClaimStatus.Sold
            ? next with { Sold = Sold + claim.Quantity }
            : next with { Reserved = Reserved + claim.Quantity, Holding = Holding.Enqueue(claim.Id) };
    }

    // What was settled out of turn leaves the queue when it comes to its front.
    private static ClaimLedger Skip(ClaimLedger ledger)
    {
        while (!ledger.Holding.IsEmpty && ledger.Find(ledger.Holding.Peek()) is not { Status: ClaimStatus.Reserved })
        {
            ledger = ledger with { Holding = ledger.Holding.Dequeue() };
        }

        return ledger;
    }

    private static ClaimLedger Forget(ClaimLedger ledger)
    {
        if (ledger.OverCount <= OverMax)
        {
            return ledger;
        }

        var rest = ledger.Over.Dequeue(out var oldest);
        return ledger with { Over = rest, OverCount = ledger.OverCount - 1, Claims = ledger.Claims.Remove(oldest) };
    }
}
