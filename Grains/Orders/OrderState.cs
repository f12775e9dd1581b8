using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// What is stored of an order: what was placed, every step it took since, and what it still has to do elsewhere. Where it
/// stands is read from its steps (<see cref="OrderView"/>), so that it can be told as it stood after any of them.
/// </summary>
internal sealed record OrderState
{
    public static readonly OrderState None = new();

    /// <summary>Null as long as nothing was placed.</summary>
    public PlacedOrder? Placed { get; set; }

    /// <summary>Steps in the order in which they were taken, bounded.</summary>
    public ImmutableArray<OrderEvent> Events { get; set; } = [];

    /// <summary>What is to be done elsewhere; written in one with the steps that make it necessary.</summary>
    public ImmutableArray<OrderTask> Tasks { get; set; } = [];
}

/// <summary>What the buyer and the shop agreed on. Never changes.</summary>
/// <param name="Fingerprint">Of the command, to tell a repetition from another command under the same id.</param>
/// <param name="Token">Names the attempt that holds the units, see <see cref="OrderHolds"/>.</param>
internal sealed record PlacedOrder(
    string BuyerId,
    string Fingerprint,
    string? RoomId,
    ImmutableArray<PlacedLine> Lines,
    ImmutableArray<string> VoucherIds,
    Money ListTotal,
    Money Total,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string Token,
    bool IsFromCart = false);

/// <param name="ClaimId">The claim of the deal that holds the units; null when the stock itself does.</param>
internal sealed record PlacedLine(
    string LineId,
    string ProductId,
    string SellerId,
    string Title,
    string? ImageUrl,
    int Quantity,
    Money UnitPrice,
    long PriceVersion,
    Money ListTotal,
    ImmutableArray<PriceStep> Steps,
    Money Total,
    string? DealId = null,
    string? ClaimId = null);

/// <summary>One step of an order. Which members a kind has is said at the kind.</summary>
/// <param name="Key">The caller's key that this step answers.</param>
internal sealed record OrderEvent(
    OrderEventKind Kind,
    DateTimeOffset At,
    string? Key = null,
    string? ActorId = null,
    string? SellerId = null,
    string? Reference = null,
    string? Detail = null,
    Money? Amount = null,
    ImmutableArray<LineQuantity> Lines = default,
    bool IsRestocked = false,
    PaymentAction? Action = null)
{
    public ImmutableArray<LineQuantity> Lines { get; init; } = Lines.IsDefault ? [] : Lines;
}

/// <summary>Stored by number: never renumbered.</summary>
internal enum OrderEventKind
{
    Unknown = 0,

    /// <summary>Reference is the provider's idempotency key of the attempt, detail the method.</summary>
    PaymentStarted = 1,

    /// <summary>Reference is the payment's id.</summary>
    PaymentSucceeded = 2,

    /// <summary>Detail is why.</summary>
    PaymentFailed = 3,

    /// <summary>Nobody knows yet. Reference is the payment's id if there is one, action what the buyer has to do.</summary>
    PaymentPending = 4,

    /// <summary>Money came for an order that was over; it goes back. Reference is the payment's id.</summary>
    PaymentLate = 5,
    Cancelled = 6,
    Expired = 7,

    /// <summary>Detail is the carrier, reference the tracking number.</summary>
    Shipped = 8,
    Delivered = 9,

    /// <summary>Reference is the refund's id.</summary>
    RefundStarted = 10,
    RefundSucceeded = 11,
    RefundPending = 12,

    /// <summary>The provider refused for certain.</summary>
    RefundFailed = 13,

    /// <summary>Units of a paid order were not there any more; their money goes back.</summary>
    UnitsLost = 14,
}

/// <summary>
/// Something to do elsewhere until it is done. Doing it twice does it once: every one carries an id that the other side knows
/// it by.
/// </summary>
/// <param name="TargetId">Whom it is done to. Tasks for one target are done in their order.</param>
internal sealed record OrderTask(
    string Id,
    OrderTaskKind Kind,
    string TargetId,
    int Quantity = 0,
    string? Reference = null,
    string? Detail = null,
    Money? Amount = null,
    bool IsRestocked = false,
    int Attempts = 0,
    DateTimeOffset NotBefore = default);

/// <summary>Stored by number: never renumbered.</summary>
internal enum OrderTaskKind
{
    Unknown = 0,

    /// <summary>The units of a product are sold, or go back to what is available.</summary>
    SellUnits = 1,
    ReleaseUnits = 2,

    /// <summary>Sold units came back.</summary>
    ReturnUnits = 3,
    ConfirmClaim = 4,
    ReleaseClaim = 5,
    RedeemVoucher = 6,
    ReleaseVoucher = 7,

    /// <summary>Asks the provider what became of the payment that is under way.</summary>
    ResolvePayment = 8,

    /// <summary>Has the provider give money back.</summary>
    PayBack = 9,
    RecordPurchases = 10,
    TellSeller = 11,
    TellBuyer = 12,
    ClearCart = 13,

    /// <summary>The units are held for longer, because a payment is under way that takes longer.</summary>
    ExtendUnits = 14,
}
