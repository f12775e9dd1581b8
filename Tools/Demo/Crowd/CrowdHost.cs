using Microsoft.Extensions.Logging;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>
/// The host of a room: shows one product after the other, some of them at a lower price for a while; now and then one sells
/// out and comes back.
/// </summary>
internal sealed class CrowdHost(DemoPerson person, DemoRoom room, CrowdDoor door, TimeProvider clock, ILogger logger)
    : CrowdMember(person, door, clock, logger)
{
    private const int PinsKept = 2;

    /// <summary>How many products are shown between two that sell out.</summary>
    private const int SoldOutEvery = 4;

    private const int Restocked = 60;

    /// <summary>How many products are shown between two flash deals; the first of a visit is one.</summary>
    private const int DealEvery = 3;

    private const int DealPercent = 75;
    private const int DealUnits = 12;
    private const int DealCountdownSeconds = 15;
    private const int DealSeconds = 150;
    private const int VoucherPercent = 10;
    private const int VoucherUnits = 500;
    private const long VoucherFrom = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShowMin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShowMore = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan VoucherFor = TimeSpan.FromDays(1);

    private readonly Random _random = new(Taste.SeedOf(person.UserName));
    private int _shown;
    private int _sinceDeal = DealEvery;

    protected override TimeSpan NextPause() => Pause;

    protected override async Task VisitAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        var scene = new RoomScene();
        await using var live = client.CreateLiveConnection();
        live.EventReceived += scene.Take;
        live.SnapshotReceived += scene.Take;
        await live.StartAsync(cancellationToken);
        scene.Take(await live.JoinRoomAsync(room.RoomId, cancellationToken));
        await RestockAsync(client, cancellationToken);
        await OfferVoucherAsync(client, cancellationToken);
        var end = Clock.GetUtcNow() + CrowdDoor.VisitMax;
        while (Clock.GetUtcNow() < end)
        {
            if (scene.IsLive)
            {
                await ShowNextAsync(client, live, scene, cancellationToken);
            }

            await Task.Delay(ShowMin + (ShowMore * _random.NextDouble()), Clock, cancellationToken);
        }
    }

    private async Task ShowNextAsync(
        SocialCommerceClient client, LiveConnection live, RoomScene scene, CancellationToken cancellationToken)
    {
        var pinned = scene.Pinned;
        foreach (var old in pinned.SkipLast(PinsKept - 1))
        {
            await client.UnpinAsync(room.RoomId, old.ProductId, cancellationToken);
        }

        var shelf = room.Products.Where(product => product.Stock > 0 && !pinned.Contains(product)).ToArray();
        var next = shelf[_random.Next(shelf.Length)];
        await client.PinAsync(room.RoomId, next.ProductId, cancellationToken);
        await live.SendCommentAsync(room.RoomId, CrowdPhrases.Present(next, _random), cancellationToken: cancellationToken);
        if (++_sinceDeal >= DealEvery && next.Stock >= DealUnits)
        {
            _sinceDeal = 0;
            await OpenDealAsync(client, next, cancellationToken);
        }

        if (++_shown % SoldOutEvery == 0)
        {
            await RestockAsync(client, cancellationToken);
            await client.UpdateProductAsync(next.ProductId, new ProductChanges(Stock: 0), cancellationToken: cancellationToken);
        }
    }

    private async Task OpenDealAsync(SocialCommerceClient client, DemoProduct product, CancellationToken cancellationToken)
    {
        var price = product.Price with { AmountMinor = product.Price.AmountMinor * DealPercent / 100 };
        await TryAsync(() => client.Selling.OpenDealAsync(
            room.RoomId,
            new NewDeal(product.ProductId, new(price.AmountMinor, price.Currency), DealCountdownSeconds, DealSeconds, DealUnits, PerBuyer: 2),
            cancellationToken: cancellationToken));
    }

    // One a day, however often the host comes back.
    private async Task OfferVoucherAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        await TryAsync(() => client.Selling.OfferVoucherAsync(
            room.RoomId,
            new NewVoucher("percent", VoucherPercent, room.Products[0].Price.Currency, VoucherUnits, now + VoucherFor, VoucherFrom),
            $"voucher-{DateOnly.FromDateTime(now.UtcDateTime).DayNumber}", cancellationToken));
    }

    // A shop that sells well has not always enough left, and a room not always a place.
    private static async Task TryAsync<T>(Func<Task<T>> offer)
    {
        try
        {
            await offer();
        }
        catch (ApiException exception) when (exception.Status is 409 or 422)
        {
            // The next one may find its place.
        }
    }

    // Also what an earlier run of this process sold out and never brought back.
    private async Task RestockAsync(SocialCommerceClient client, CancellationToken cancellationToken)
    {
        foreach (var product in room.Products.Where(product => product.Stock > 0))
        {
            var known = await client.GetProductAsync(product.ProductId, cancellationToken);
            if (known.Stock == 0)
            {
                await client.UpdateProductAsync(
                    product.ProductId, new ProductChanges(Stock: Restocked), known.Version, cancellationToken);
            }
        }
    }
}
