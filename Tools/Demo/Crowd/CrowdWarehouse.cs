using Microsoft.Extensions.Logging;
using SocialCommerce.Client;
using SocialCommerce.Client.Orders;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>The back room of a seller: sends what was paid for, and what was sent arrives a little later.</summary>
/// <param name="patience">How long an order waits for somebody at the page to send it.</param>
internal sealed class CrowdWarehouse(
    DemoPerson person, TimeSpan patience, CrowdDoor door, TimeProvider clock, ILogger logger)
    : CrowdMember(person, door, clock, logger)
{
    private const int AtOnce = 20;

    private const int PagesMax = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override TimeSpan NextPause() => Pause;

    protected override async Task VisitAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        foreach (var sale in (await client.Orders.ListSalesAsync(OrderStatus.Shipped, AtOnce, null, cancellationToken)).Items)
        {
            await client.Orders.DeliverAsync(sale.OrderId, $"arrived-{sale.Version}", cancellationToken);
        }

        foreach (var sale in await ListDueAsync(client, cancellationToken))
        {
            await client.Orders.ShipAsync(sale.OrderId, "Demo Post", null, null, $"sent-{sale.Version}", cancellationToken);
        }
    }

    // The newest come first, and those are the ones that may wait.
    private async Task<List<Sale>> ListDueAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        var due = new List<Sale>();
        string? cursor = null;
        for (var page = 0; page < PagesMax && due.Count < AtOnce; page++)
        {
            var sales = await client.Orders.ListSalesAsync(OrderStatus.Paid, AtOnce, cursor, cancellationToken);
            due.AddRange(sales.Items.Where(sale => Clock.GetUtcNow() - sale.CreatedAt >= patience));
            cursor = sales.NextCursor;
            if (cursor is null)
            {
                break;
            }
        }

        return due;
    }
}
