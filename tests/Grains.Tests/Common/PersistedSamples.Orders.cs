using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Marketing;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Orders.Carts;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Common;

/// <content>What is stored of selling: orders and what belongs to them.</content>
internal static partial class PersistedSamples
{
    private static IEnumerable<object> Orders =>
    [
        new OrderState
        {
            Placed = new PlacedOrder(
                "u-1", "f1", "r-1",
                [
                    new PlacedLine(
                        "1", "p-1", "seller", "Teapot 茶壶", "/p/1.png", 2, new Money(1999, "CNY"), 3, new Money(3998, "CNY"),
                        [new PriceStep(PriceStepKind.Deal, "d-1", "", -1000)], new Money(2998, "CNY"), "d-1", "o-1:1"),
                ],
                ["v-1"], new Money(3998, "CNY"), new Money(2998, "CNY"), Now, Now.AddMinutes(15), "t1", IsFromCart: true),
            Events =
            [
                new OrderEvent(OrderEventKind.PaymentStarted, Now, "k1", Reference: "o-1:pay:1", Detail: "test-card"),
                new OrderEvent(
                    OrderEventKind.PaymentPending, Now, "k1", Reference: "pi-1", Action: new PaymentAction("https://bank.example/", "secret")),
                new OrderEvent(
                    OrderEventKind.RefundStarted, Now, "k2", "seller", "seller", "rf-1", "broken", new Money(1499, "CNY"),
                    [new LineQuantity("1", 1)], IsRestocked: true),
            ],
            Tasks =
            [
                new OrderTask(
                    "return:rf-1:p-1", OrderTaskKind.ReturnUnits, "p-1", 1, "rf-1:p-1", "x", new Money(1499, "CNY"), true, 2, Now.AddSeconds(4)),
            ],
        },
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
