using System.Globalization;
using Orleans.Concurrency;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Orders;

/// <summary>Reads what orders have stored; asks for prices as an order does.</summary>
[StatelessWorker]
internal sealed class OrderDeskGrain(IOrderStore store, IOrderWorld world, TimeProvider clock) : Grain, IOrderDeskGrain
{
    private const int OpenMax = 1_000;

    public async Task<QuoteResult> QuoteAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        var nothing = new Money(0, string.Empty);
        if (OrderLimits.Check(command) is { IsEmpty: false } errors)
        {
            return new QuoteResult(OrderOutcome.Invalid, [], nothing, nothing, errors, []);
        }

        var quote = await world.QuoteAsync(OrderQuotes.NoOrder, command, clock.GetUtcNow(), cancellationToken);
        return quote.Placed is { } placed
            ? new QuoteResult(
                OrderOutcome.Done, OrderSnapshots.Of(OrderQuotes.NoOrder, OrderRules.Place(placed)).Lines, placed.ListTotal, placed.Total, [], [])
            : new QuoteResult(quote.Outcome, [], nothing, nothing, quote.Errors, quote.Obstacles, quote.ActualTotal);
    }

    public async Task<OrderPage> ListOfBuyerAsync(string buyerId, PageRequest request, CancellationToken cancellationToken) =>
        await ReadAsync(await store.PageOfBuyerAsync(buyerId, request, cancellationToken), cancellationToken);

    public async Task<OrderPage> ListOfSellerAsync(
        string sellerId, OrderStatus? status, PageRequest request, CancellationToken cancellationToken) =>
        await ReadAsync(await store.PageOfSellerAsync(sellerId, status, request, cancellationToken), cancellationToken);

    public async Task<SellerDashboard> GetDashboardAsync(string sellerId, CancellationToken cancellationToken)
    {
        var board = await store.ReadBoardAsync(sellerId, OpenMax, cancellationToken);
        return new SellerDashboard(
            [.. board.Sums.Select(sum => new SellerSum(
                sum.Status, sum.Orders, sum.Units, new Money(sum.AmountMinor, sum.Currency), new Money(sum.RefundedMinor, sum.Currency)))],
            [.. board.Open.Select(sale => new OpenPart(sale.OrderId, sale.Status, new Money(sale.AmountMinor, sale.Currency), sale.Units))]);
    }

    public async Task<ImmutableArray<SoldGroup>> ListSoldAsync(SoldRequest request, CancellationToken cancellationToken)
    {
        var sums = await store.ReadSoldBySellerAsync(
            request.SellerId, request.By, request.From, request.To, request.Limit, cancellationToken);
        var titles = await ReadTitlesAsync(request.By, sums.Select(sum => sum.Key).Distinct(), cancellationToken);
        return
        [
            .. sums.Select(sum => new SoldGroup(
                request.By == SoldBy.Day ? DayOf(sum.Key) : sum.Key, titles.GetValueOrDefault(sum.Key), sum.Orders, sum.Units,
                new Money(sum.AmountMinor, sum.Currency), sum.RefundedUnits, new Money(sum.RefundedMinor, sum.Currency))),
        ];
    }

    private async Task<Dictionary<string, string>> ReadTitlesAsync(SoldBy by, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        switch (by)
        {
            case SoldBy.Product:
                var cards = await ProductCards.GetAsync(GrainFactory, ids, cancellationToken);
                return cards.ToDictionary(entry => entry.Key, entry => entry.Value.Title);
            case SoldBy.Room:
                var rooms = await Task.WhenAll(ids.Select(id => GrainFactory.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken)));
                return rooms.OfType<RoomSummary>().ToDictionary(room => room.RoomId, room => room.Title);
            default:
                return [];
        }
    }

    private static string DayOf(string key) => DateOnly.FromDateTime(DateTime.UnixEpoch)
        .AddDays(int.Parse(key, CultureInfo.InvariantCulture)).ToString("O", CultureInfo.InvariantCulture);

    private async Task<OrderPage> ReadAsync(IdPage page, CancellationToken cancellationToken)
    {
        var orders = ImmutableArray.CreateBuilder<OrderSnapshot>(page.Ids.Length);
        foreach (var orderId in page.Ids)
        {
            if (await store.ReadAsync(orderId, cancellationToken) is { } stored)
            {
                orders.Add(OrderSnapshots.Of(orderId, OrderPayload.Read(stored.Payload)));
            }
        }

        return new OrderPage(orders.ToImmutable(), page.NextCursor);
    }
}
