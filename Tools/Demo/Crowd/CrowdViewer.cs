using Microsoft.Extensions.Logging;
using SocialCommerce.Client;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Live;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>A shopper of the crowd: joins a room, comments, reacts, looks and buys, and leaves.</summary>
internal sealed class CrowdViewer(DemoPerson person, CrowdDoor door, TimeProvider clock, ILogger logger)
    : CrowdMember(person, door, clock, logger)
{
    private static readonly TimeSpan VisitMean = TimeSpan.FromMinutes(2.5);
    private static readonly TimeSpan AwayMean = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan FirstAwayMean = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BetweenDeeds = TimeSpan.FromSeconds(13);

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
            await DoAsync(live, room, scene, cancellationToken);
            await Task.Delay(Script.NextWait(BetweenDeeds), Clock, cancellationToken);
        }
    }

    private Task DoAsync(LiveConnection live, DemoRoom room, RoomScene scene, CancellationToken cancellationToken)
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
                return ShopAsync(live, room, scene, cancellationToken);
        }
    }

    private Task<IReadOnlyList<InteractionResult>> ShopAsync(
        LiveConnection live, DemoRoom room, RoomScene scene, CancellationToken cancellationToken)
    {
        var shown = scene.Suggested;
        var suggested = Script.NextSuggested(shown?.Items.Select(item => item.ProductId) ?? []);
        var product = suggested ?? Script.NextProduct(room, scene.Pinned);
        var steps = Script.NextSteps(product).Select(kind => new Interaction(
            product.ProductId, kind, Guid.CreateVersion7().ToString("N"), room.Products.Contains(product) ? room.RoomId : null,
            ImpressionId: suggested is null ? null : shown?.ImpressionId));
        return live.TrackAsync([.. steps], cancellationToken);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
