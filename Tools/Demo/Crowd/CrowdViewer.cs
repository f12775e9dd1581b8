using Microsoft.Extensions.Logging;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Orders;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>A shopper of the crowd: reviews what came, joins a room, comments, reacts, looks and buys, and leaves.</summary>
internal sealed class CrowdViewer(DemoPerson person, CrowdDoor door, TimeProvider clock, ILogger logger)
    : CrowdMember(person, door, clock, logger)
{
    private static readonly TimeSpan VisitMean = TimeSpan.FromMinutes(2.5);
    private static readonly TimeSpan AwayMean = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan FirstAwayMean = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BetweenDeeds = TimeSpan.FromSeconds(13);

    private CrowdReviews? _reviews;
    private bool _hasBeenHere;

    protected override TimeSpan NextPause()
    {
        // A shop that has just opened is not empty for a minute.
        var mean = _hasBeenHere ? AwayMean : FirstAwayMean;
        _hasBeenHere = true;
        return Script.NextWait(mean);
    }

    protected override async Task VisitAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        await (_reviews ??= new CrowdReviews(Script)).WriteAsync(client, cancellationToken);
        var room = Script.NextRoom();
        var scene = new RoomScene();
        await using var live = client.CreateLiveConnection();
        live.EventReceived += scene.Take;
        live.SnapshotReceived += scene.Take;
        live.SuggestionsChanged += scene.Take;
        await live.StartAsync(cancellationToken);
        scene.Take(await live.JoinRoomAsync(room.RoomId, cancellationToken));
        var end = Clock.GetUtcNow() + Min(Script.NextWait(VisitMean), CrowdDoor.VisitMax);
        while (scene.IsLive && Clock.GetUtcNow() < end)
        {
            await DoAsync(client, live, room, scene, cancellationToken);
            await Task.Delay(Script.NextWait(BetweenDeeds), Clock, cancellationToken);
        }
    }

    private Task DoAsync(
        SocialCommerceClient client, LiveConnection live, DemoRoom room, RoomScene scene, CancellationToken cancellationToken)
    {
        var pinned = scene.Pinned;
        switch (Script.NextDeed())
        {
            case CrowdDeed.Comment:
                var text = Script.NextComment(pinned.Count > 0 ? pinned[^1] : null);
                return live.SendCommentAsync(room.RoomId, text, cancellationToken: cancellationToken);
            case CrowdDeed.React:
                var (kind, count) = Script.NextReactions();
                return live.SendReactionsAsync(room.RoomId, kind, count, cancellationToken: cancellationToken);
            default:
                return ShopAsync(client, live, room, scene, cancellationToken);
        }
    }

    private async Task ShopAsync(
        SocialCommerceClient client, LiveConnection live, DemoRoom room, RoomScene scene, CancellationToken cancellationToken)
    {
        var shown = scene.Suggested;
        var suggested = Script.NextSuggested(shown?.Items.Select(item => item.ProductId) ?? []);
        var product = suggested ?? Script.NextProduct(room, scene.Pinned);
        var roomId = room.Products.Contains(product) ? room.RoomId : null;
        var steps = Script.NextSteps(product).ToList();

        // Who buys places an order, and the order records the purchase.
        await live.TrackAsync(
            [.. steps.Where(kind => kind != InteractionKind.Purchase).Select(kind => new Interaction(
                product.ProductId, kind, Guid.CreateVersion7().ToString("N"), roomId,
                ImpressionId: suggested is null ? null : shown?.ImpressionId))],
            cancellationToken);
        if (steps.Contains(InteractionKind.Purchase))
        {
            await BuyAsync(client, product, roomId, cancellationToken);
        }
    }

    // As everybody else does it: reserved first, then paid, now and then not.
    private async Task BuyAsync(
        SocialCommerceClient client, DemoProduct product, string? roomId, CancellationToken cancellationToken)
    {
        try
        {
            var order = await client.Orders.PlaceAsync(
                new NewOrder([new NewOrderItem(product.ProductId, 1)], roomId), Guid.CreateVersion7().ToString("N"), cancellationToken);
            if (Script.IsToPay())
            {
                await client.Orders.PayAsync(order.OrderId, null, Guid.CreateVersion7().ToString("N"), cancellationToken);
            }
        }
        catch (ApiException exception) when (exception.Status is 409 or 422)
        {
            // Sold out, or the price moved: people shrug and look on.
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
