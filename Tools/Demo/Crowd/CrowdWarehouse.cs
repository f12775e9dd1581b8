using Microsoft.Extensions.Logging;
using SocialCommerce.Client;
using SocialCommerce.Client.Orders;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>The back room of a seller: sends what was paid for, and what was sent arrives a little later.</summary>
internal sealed class CrowdWarehouse(DemoPerson person, CrowdDoor door, TimeProvider clock, ILogger logger)
    : CrowdMember(person, door, clock, logger)
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override TimeSpan NextPause() => Pause;

    protected override async Task VisitAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        foreach (var sale in (await client.Orders.ListSalesAsync(OrderStatus.Shipped, AtOnce, null, cancellationToken)).Items)
        {
            await client.Orders.DeliverAsync(sale.OrderId, $"arrived-{sale.Version}", cancellationToken);
        }

        foreach (var sale in (await client.Orders.ListSalesAsync(OrderStatus.Paid, AtOnce, null, cancellationToken)).Items)
        {
            await client.Orders.ShipAsync(sale.OrderId, "Demo Post", null, null, $"sent-{sale.Version}", cancellationToken);
        }
    }
}
