namespace SocialCommerce.Api.Operations;

/// <summary>Stable codes of error answers, over HTTP and over the hub. They never change (docs/api.md lists them).</summary>
internal static class ProblemCodes
{
    public const string Malformed = "malformed";

    public const string Invalid = "invalid";

    public const string Unauthenticated = "unauthenticated";

    public const string InvalidCredentials = "invalid-credentials";

    public const string BadSignature = "bad-signature";

    public const string Forbidden = "forbidden";

    public const string NotHost = "not-host";

    public const string NotOwner = "not-owner";

    public const string NotFound = "not-found";

    public const string MethodNotAllowed = "method-not-allowed";

    public const string NameTaken = "name-taken";

    public const string OwnerKeepsRoles = "owner-keeps-roles";

    public const string Exists = "exists";

    public const string IllegalStep = "illegal-step";

    public const string TooManyPins = "too-many-pins";

    public const string TooManyOpen = "too-many-open";

    public const string Closed = "closed";

    public const string NotEligible = "not-eligible";

    public const string NotWinner = "not-winner";

    public const string Excluded = "excluded";

    public const string TextRefused = "text-refused";

    public const string TooManyFollowed = "too-many-followed";

    public const string TooManyBlocked = "too-many-blocked";

    public const string TooManyRemoved = "too-many-removed";

    public const string TooManyRooms = "too-many-rooms";

    public const string NoStock = "no-stock";

    public const string TooManyDeals = "too-many-deals";

    public const string TooManyVouchers = "too-many-vouchers";

    public const string TooManyWebhooks = "too-many-webhooks";

    public const string TooManyPromotions = "too-many-promotions";

    public const string TooManyItems = "too-many-items";

    public const string DealNotOpen = "deal-not-open";

    public const string DealClosed = "deal-closed";

    public const string SoldOut = "sold-out";

    public const string BuyerCap = "buyer-cap";

    public const string VoucherGone = "voucher-gone";

    public const string VoucherOver = "voucher-over";

    public const string PriceChanged = "price-changed";

    public const string MixedCurrencies = "mixed-currencies";

    public const string VoucherRefused = "voucher-refused";

    public const string PaymentDeclined = "payment-declined";

    public const string PaymentRunning = "payment-running";

    public const string RefundTooMuch = "refund-too-much";

    public const string TooManySteps = "too-many-steps";

    public const string NoTraffic = "no-traffic";

    public const string NotJoined = "not-joined";

    public const string Banned = "banned";

    public const string Muted = "muted";

    public const string SlowMode = "slow-mode";

    public const string FollowersOnly = "followers-only";

    public const string BuyersOnly = "buyers-only";

    public const string CommentBlocked = "comment-blocked";

    public const string CommentHeld = "comment-held";

    public const string TooManyRestrictions = "too-many-restrictions";

    public const string UnknownUser = "unknown-user";

    public const string RequestRunning = "request-running";

    public const string IdempotencyKeyReused = "idempotency-key-reused";

    public const string Stale = "stale";

    public const string TooLarge = "too-large";

    public const string UnsupportedMediaType = "unsupported-media-type";

    public const string PaymentTimeout = "payment-timeout";

    public const string GroupFull = "group-full";

    public const string GroupClosed = "group-closed";

    public const string AlreadyMember = "already-member";

    public const string InOtherGroup = "in-other-group";

    public const string NotMember = "not-member";

    public const string NotDelivered = "not-delivered";

    public const string AlreadyReviewed = "already-reviewed";

    public const string NotAuthor = "not-author";

    public const string OwnReview = "own-review";

    public const string OwnProduct = "own-product";

    public const string TooManyEdits = "too-many-edits";

    public const string UnknownProduct = "unknown-product";

    public const string SelfFollow = "self-follow";

    public const string SelfBlock = "self-block";

    public const string RateLimited = "rate-limited";

    public const string TooManyAttempts = "too-many-attempts";

    public const string OriginRefused = "origin-refused";

    public const string Busy = "busy";

    public const string Internal = "internal";

    /// <summary>The code of an answer that only has a status.</summary>
    public static string ForStatus(int statusCode) => statusCode switch
    {
        StatusCodes.Status401Unauthorized => Unauthenticated,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status412PreconditionFailed => Stale,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => RateLimited,
        StatusCodes.Status503ServiceUnavailable => Busy,
        >= StatusCodes.Status500InternalServerError => Internal,
        _ => Malformed,
    };
}
