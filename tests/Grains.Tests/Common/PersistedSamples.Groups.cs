using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Common;

/// <content>What is stored of group buying.</content>
internal static partial class PersistedSamples
{
    private static GroupTerms GroupTerms => new(
        "go-1", "seller", "p-1", "Teapot 茶壶", "/p/1.png", "CNY", [new(2, 1500), new(5, 1300)], 5, TimeSpan.FromMinutes(20), 3);

    private static IEnumerable<object> Groups =>
    [
        new GroupOfferState { Terms = GroupTerms, IsOpen = true, CreatedAt = Now },
        new GroupMemberState { SeatId = "g-1.1", Until = Now.AddHours(1) },
        new GroupState
        {
            Terms = GroupTerms,
            Status = GroupStatus.Merging,
            OpenedAt = Now,
            EndsAt = Now.AddMinutes(20),
            InviteToken = "token",
            IsPrivate = true,
            Seats =
            [
                new GroupSeat(
                    "g-1.1", "u-1", "Ann 安", 2, new Money(3000, "CNY"), Now, Now.AddMinutes(5), SeatStatus.Out, "test-card", "k-1", "pi-1",
                    new PaymentAction("https://bank.example/", "secret"), "card_declined", GroupOutcome.PaymentDeclined, 2600, 400, true),
            ],
            Seated = 2,
            Tasks = [new GroupTask("difference:g-1.1", GroupTaskKind.PayBack, "g-1.1", 400, "difference", 2, Now.AddSeconds(4))],
            Merge = new GroupMerge("g-1:m1", "g-2"),
            Merges = 1,
            IsSeeking = true,
            Absorbed = ["g-0:m1"],
            Refused = ["g-3:m1"],
        },
    ];
}
