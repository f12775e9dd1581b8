namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>Faults of a program that the simulation is to find; each is planted beside the real code, which has none of them.</summary>
internal enum PlantedBug
{
    None = 0,
    AckBeforeSave = 1,
    OutboxTaskSkipped = 2,
    ReleaseTwice = 3,
    ConfirmNotIdempotent = 4,
    ExpireWhilePaymentRuns = 5,
    RefundMoreThanPaid = 6,
    PriceVersionIgnored = 7,
    ChargeAgainOnUnknown = 8,
    KeyNotStored = 9,
    PartialHoldKept = 10,
    SellWithoutHold = 11,
    LatePaymentKept = 12,
    StockExpiryOff = 13,
    BuyerLimitOff = 14,
    ConflictIgnored = 15,
    CheckpointLosesMovement = 16,
    ChainNotVerified = 17,
    DashboardSumWrong = 18,
    PurchasesRecordedTwice = 19,
    VoucherRedeemedTwice = 20,
}
