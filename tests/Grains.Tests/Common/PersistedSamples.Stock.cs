using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Common;

/// <content>What stocks keep.</content>
internal static partial class PersistedSamples
{
    private static ImmutableArray<object> Stock =>
    [
        new StockState
        {
            Sequence = 12,
            Version = 34,
            IsOpen = true,
            SellerId = "seller",
            Available = 5,
            Sold = 7,
            Received = 15,
            Policy = new StockPolicy(4, 3, 2),
            ShardsMax = 2,
            Holds = [new StockHold("o-1", 4, Now, "u-1", 1, 0, 1)],
            Over = [new StockOver("o-2", 2, "u-2", 1)],
            Commands = ["c-1"],
            Buyers = ImmutableDictionary<string, int>.Empty.Add("u-1", 3),
            Leases = [new StockLease("shard:0:1", 10, 4, 1)],
            LeasesTaken = 3,
        },
        new StockEntry(
        [
            new StockMovement(
                StockMovementKind.Opened, Now, Opening: new StockOpening("seller", 5, 2, [new OpenReservation("d-1", 3, Now, 1, 1)], ["d-0"], true)),
            new StockMovement(StockMovementKind.Reserved, Now, "o-1", 2, Now.AddMinutes(15), BuyerId: "u-1"),
            new StockMovement(StockMovementKind.Settled, Now, "o-1", 2, Sold: 1, Released: 1),
            new StockMovement(StockMovementKind.WrittenOff, Now, "c-1", 1, OfId: "o-1", ActorId: "u-9", Reason: "Broken 破"),
            new StockMovement(StockMovementKind.PolicySet, Now, ActorId: "u-9", Policy: new StockPolicy(4, 3, 0)),
        ]),
        new StockAlertsState { Alerts = [new StockAlert("p-1", "seller", StockAlertKind.Low, 3, 5, Now)] },
    ];
}
