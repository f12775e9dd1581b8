using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Products.Reviews;
using static SocialCommerce.Grains.Tests.Hosting.Shop;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

public sealed class ReviewerStandingTests
{
    [Fact]
    public void Weigh_CountsDaysAndPurchasesOfOtherProductsBeforeToday()
    {
        var evidence = ReviewerStanding.Weigh(
            Now.AddDays(-100),
            [
                Item("p-1", InteractionKind.Purchase, 5),
                Item("p-2", InteractionKind.View, 0),
                Item("p-3", InteractionKind.View, 7),
                Item("p-4", InteractionKind.Like, 7),
                Item("p-5", InteractionKind.Purchase, 30),
                Item("p-6", InteractionKind.Purchase, 400),
            ],
            "p-1",
            Now);

        Assert.Equal((100.0, 2, 1), (evidence.AccountDays, evidence.ActiveDays, evidence.OtherPurchases));
    }

    private static RecentItem Item(string productId, InteractionKind kind, int daysAgo) => new(productId, kind, Now.AddDays(-daysAgo));
}
