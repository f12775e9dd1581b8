using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Marketing;
using SocialCommerce.Grains.Orders.Carts;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Common;

/// <content>What is stored of selling: orders and what belongs to them.</content>
internal static partial class PersistedSamples
{
    private static IEnumerable<object> Orders =>
    [
        new SimulatedPayment
        {
            Charge = new PaymentCharge("o-1/charge", "o-1", "u-1", new Money(1999, "CNY"), "test-late-500", "Teapot 茶壶"),
            Status = SimulatedStatus.Succeeded,
            DeclineCode = "card_declined",
            CreatedAt = Now,
            DueAt = Now.AddMilliseconds(500),
            IsDeclinedLate = true,
            Notices = 2,
            Refunds = [new SimulatedRefund("o-1/refund-1", 999)],
        },
        new CartState
        {
            Entries = [new CartEntry("p-1", 2, new Money(1999, "CNY"), 3, "r-1", "d-1", Now), new CartEntry("p-2", 1, new Money(500, "JPY"), 1, null, null, Now)],
            Version = 7,
            Merging = ["gc-1"],
            Ordered = ["o-1"],
            Guest = new GuestCart("hash", Now, "u-1"),
        },
        new PromotionsState
        {
            Promotions =
            [
                new StoredPromotion(
                    new Promotion(
                        "pm-1", "seller", PromotionKind.Campaign, "Spring 春", new PromotionScope(["p-1"], null),
                        new PriceEffect(PriceEffectKind.AmountOff, 500), [], "CNY", Now, Now.AddDays(7), 3),
                    Now,
                    2),
                new StoredPromotion(
                    new Promotion(
                        "pm-2", "seller", PromotionKind.QuantityTier, "More for less", new PromotionScope([], "kitchen"), null,
                        [new PriceTier(3, new PriceEffect(PriceEffectKind.Percent, 1_250))], null, Now, null),
                    Now,
                    1),
            ],
        },
    ];
}
