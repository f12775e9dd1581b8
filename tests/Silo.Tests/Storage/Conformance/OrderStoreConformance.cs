using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Storage;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What orders rely on, whatever keeps them.</summary>
public abstract class OrderStoreConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IOrderStore Orders { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    /// <summary>Changes a stored payload behind the store's back.</summary>
    protected abstract Task DamageAsync(string orderId);

    [StoreFact]
    public async Task Save_NewOrder_IsReadAtVersionOne()
    {
        await SaveAsync("o-1");
        await ReopenAsync();

        var stored = await Orders.ReadAsync("o-1", default);

        Assert.Equal(1, stored!.Version);
        Assert.Equal("payload 0 of o-1", Encoding.UTF8.GetString(stored.Payload.Span));
        Assert.Null(await Orders.ReadAsync("o-2", default));
    }

    [StoreFact]
    public async Task Save_NextVersion_ReplacesPayloadDueAndSales()
    {
        await SaveAsync("o-1", dueAt: Now);
        await SaveAsync("o-1", version: 1, dueAt: null, sales: Sale("s-1", OrderStatus.Paid, refunded: 30));

        Assert.Equal(2, (await Orders.ReadAsync("o-1", default))!.Version);
        Assert.Empty(await Orders.ReadDueAsync(Now.AddDays(1), 10, default));
        Assert.Equal(new SaleSum(OrderStatus.Paid, "CNY", 1, 2, 100, 30), Assert.Single((await BoardAsync("s-1")).Sums));
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Save_AtAnotherVersion_IsRefusedAndChangesNothing(long version)
    {
        await SaveAsync("o-1");
        await SaveAsync("o-1", version: 1);

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => SaveAsync("o-1", version: version, sales: Sale("s-9", OrderStatus.Paid)));

        Assert.Equal(2, (await Orders.ReadAsync("o-1", default))!.Version);
        Assert.Empty((await BoardAsync("s-9")).Sums);
    }

    [StoreFact]
    public async Task Save_ManyAtOnce_RefusesOnlyThoseThatConflict()
    {
        await SaveAsync("o-1");

        var writes = Enumerable.Range(0, 20).Select(number => SaveAsync($"o-{number + 1}")).ToList();
        await Assert.ThrowsAsync<InconsistentStateException>(() => writes[0]);
        await Task.WhenAll(writes.Skip(1));

        Assert.Equal(20, (await PageAllAsync(request => Orders.PageOfBuyerAsync("b-1", request, default))).Count);
    }

    [StoreFact]
    public async Task Page_OfBuyerAndSeller_IsNewestFirstAndApart()
    {
        for (var number = 1; number <= 5; number++)
        {
            await SaveAsync($"o-{number}", buyerId: number % 2 == 0 ? "b-2" : "b-1", sales: Sale(number > 3 ? "s-2" : "s-1", OrderStatus.Reserved));
        }

        Assert.Equal(["o-5", "o-3", "o-1"], await PageAllAsync(request => Orders.PageOfBuyerAsync("b-1", request, default)));
        Assert.Equal(["o-3", "o-2", "o-1"], await PageAllAsync(request => Orders.PageOfSellerAsync("s-1", null, request, default)));
        Assert.Equal(["o-5", "o-4"], await PageAllAsync(request => Orders.PageOfSellerAsync("s-2", null, request, default)));
        Assert.Empty(await PageAllAsync(request => Orders.PageOfBuyerAsync("b-3", request, default)));
    }

    [StoreFact]
    public async Task Page_OfOneStatus_FollowsTheStatus()
    {
        await SaveAsync("o-1");
        await SaveAsync("o-2");
        await SaveAsync("o-1", version: 1, sales: Sale("s-1", OrderStatus.Paid));

        Assert.Equal(["o-1"], await PageAllAsync(request => Orders.PageOfSellerAsync("s-1", OrderStatus.Paid, request, default)));
        Assert.Equal(["o-2"], await PageAllAsync(request => Orders.PageOfSellerAsync("s-1", OrderStatus.Reserved, request, default)));
    }

    [StoreFact]
    public async Task Board_SumsAreThoseOfTheOpenParts()
    {
        await SaveAsync("o-1", sales: Sale("s-1", OrderStatus.Paid));
        await SaveAsync("o-2", sales: Sale("s-1", OrderStatus.Shipped));
        await SaveAsync("o-3", sales: Sale("s-1", OrderStatus.Delivered));
        await SaveAsync("o-4", sales: Sale("s-1", OrderStatus.Paid));

        var board = await BoardAsync("s-1");

        Assert.Equal(["o-4", "o-2", "o-1"], board.Open.Select(sale => sale.OrderId));
        Assert.Equal(
            [(OrderStatus.Paid, 2L, 200L), (OrderStatus.Shipped, 1L, 100L), (OrderStatus.Delivered, 1L, 100L)],
            board.Sums.Select(sum => (sum.Status, sum.Orders, sum.AmountMinor)));
    }

    /// <summary>While orders move, every board is of one moment: its sums are those of its rows.</summary>
    [StoreFact]
    public async Task Board_WhileOrdersMove_IsOfOneMoment()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested && number < 400; number++)
            {
                await SaveAsync($"m-{number}", sales: Sale("s-1", OrderStatus.Paid));
                await SaveAsync($"m-{number}", version: 1, sales: Sale("s-1", number % 3 == 0 ? OrderStatus.Delivered : OrderStatus.Shipped));
            }
        });
        for (var look = 0; look < 60; look++)
        {
            var board = await BoardAsync("s-1");
            foreach (var sum in board.Sums.Where(sum => sum.Status is OrderStatus.Paid or OrderStatus.Shipped))
            {
                var rows = board.Open.Where(sale => sale.Status == sum.Status).ToList();
                Assert.Equal((rows.Count, rows.Sum(row => row.AmountMinor)), (sum.Orders, sum.AmountMinor));
            }
        }

        await stop.CancelAsync();
        await writing;
    }

    [StoreFact]
    public async Task Sold_InRoom_IsByBucketAndCurrency()
    {
        await SaveAsync("o-1", sold: [Sold("l-1", Now, amount: 100, units: 2), Sold("l-2", Now, "p-2", amount: 50)]);
        await SaveAsync("o-2", sold: [Sold("l-1", Now.AddSeconds(9), amount: 7)]);
        await SaveAsync("o-3", sold: [Sold("l-1", Now.AddSeconds(10), amount: 5, currency: "EUR")]);
        await SaveAsync("o-4", sold: [Sold("l-1", Now, roomId: "r-2"), Sold("l-2", Now, roomId: null)]);

        var sold = await Orders.ReadSoldInRoomAsync("r-1", TimeSpan.FromSeconds(10), default);

        var bucket = Now.ToUnixTimeSeconds() / 10;
        Assert.Equal(
            [
                new SoldSum(bucket.ToString(CultureInfo.InvariantCulture), "CNY", 2, 4, 157, 0, 0),
                new SoldSum((bucket + 1).ToString(CultureInfo.InvariantCulture), "EUR", 1, 1, 5, 0, 0),
            ],
            sold);
    }

    /// <summary>What goes back is counted where it was sold; what is not stored anew stays.</summary>
    [StoreFact]
    public async Task Sold_Refunded_KeepsItsPlace()
    {
        await SaveAsync("o-1", sold: [Sold("l-1", Now, amount: 100, units: 2), Sold("l-2", Now, "p-2", amount: 50)]);
        await SaveAsync("o-1", version: 1, sold: []);
        await SaveAsync("o-1", version: 2, sold: [Sold("l-1", Now, amount: 100, units: 2) with { RefundedMinor = 40, RefundedUnits = 1 }]);
        await ReopenAsync();

        var sold = Assert.Single(await Orders.ReadSoldInRoomAsync("r-1", TimeSpan.FromSeconds(60), default));

        Assert.Equal((1L, 3L, 150L, 1L, 40L), (sold.Orders, sold.Units, sold.AmountMinor, sold.RefundedUnits, sold.RefundedMinor));
    }

    [StoreFact]
    public async Task Sold_ThatIsRefused_ChangesNothing()
    {
        await SaveAsync("o-1");

        await Assert.ThrowsAsync<InconsistentStateException>(() => SaveAsync("o-1", version: 3, sold: [Sold("l-1", Now)]));

        Assert.Empty(await Orders.ReadSoldInRoomAsync("r-1", TimeSpan.FromSeconds(10), default));
    }

    [StoreFact]
    public async Task Sold_BySeller_IsWithinTheWindowAndWhatBroughtMostFirst()
    {
        await SaveAsync("o-1", sold: [Sold("l-1", Now, "p-1", amount: 10), Sold("l-2", Now, "p-2", roomId: null, amount: 30)]);
        await SaveAsync("o-2", sold: [Sold("l-1", Now.AddDays(1), "p-1", roomId: "r-2", amount: 25)]);
        await SaveAsync("o-3", sold: [Sold("l-1", Now.AddDays(2), "p-1", amount: 1_000)]);
        await SaveAsync("o-4", sold: [Sold("l-1", Now, "p-1", amount: 5) with { SellerId = "s-2" }]);

        var products = await BySellerAsync(SoldBy.Product);
        var rooms = await BySellerAsync(SoldBy.Room);
        var days = await BySellerAsync(SoldBy.Day);

        Assert.Equal([("p-1", 2L, 35L), ("p-2", 1L, 30L)], products.Select(sum => (sum.Key, sum.Orders, sum.AmountMinor)));
        Assert.Equal([("r-2", 25L), ("r-1", 10L)], rooms.Select(sum => (sum.Key, sum.AmountMinor)));
        Assert.Equal([25L, 40L], days.Select(sum => sum.AmountMinor));
        Assert.Equal((Now.ToUnixTimeSeconds() / 86_400).ToString(CultureInfo.InvariantCulture), days[1].Key);
        Assert.Equal("p-1", Assert.Single(await Orders.ReadSoldBySellerAsync("s-1", SoldBy.Product, Now, Now.AddDays(2), 1, default)).Key);

        Task<IReadOnlyList<SoldSum>> BySellerAsync(SoldBy by) => Orders.ReadSoldBySellerAsync("s-1", by, Now, Now.AddDays(2), 10, default);
    }

    [StoreFact]
    public async Task Due_LongestDueFirst_WithoutThoseOfLater()
    {
        await SaveAsync("o-1", dueAt: Now.AddMinutes(2));
        await SaveAsync("o-2", dueAt: Now);
        await SaveAsync("o-3", dueAt: Now.AddMinutes(1));
        await SaveAsync("o-4");

        Assert.Equal(["o-2", "o-3"], await Orders.ReadDueAsync(Now.AddMinutes(1), 10, default));
        Assert.Equal(["o-2"], await Orders.ReadDueAsync(Now.AddMinutes(1), 1, default));
    }

    [StoreFact]
    public async Task Read_DamagedRow_IsNotTakenForAnOrder()
    {
        await SaveAsync("o-1");
        await DamageAsync("o-1");

        await Assert.ThrowsAsync<InvalidDataException>(() => Orders.ReadAsync("o-1", default));
    }

    private static ImmutableArray<SaleRow> Sale(string sellerId, OrderStatus status, long refunded = 0) =>
        [new SaleRow(sellerId, status, "CNY", 100, refunded, 2)];

    private static SoldLine Sold(
        string lineId, DateTimeOffset paidAt, string productId = "p-1", string? roomId = "r-1", long amount = 10, int units = 1,
        string currency = "CNY") =>
        new(lineId, "s-1", productId, roomId, paidAt, currency, amount, 0, units, 0);

    private Task SaveAsync(
        string orderId, long version = 0, string buyerId = "b-1", DateTimeOffset? dueAt = null, ImmutableArray<SaleRow>? sales = null,
        ImmutableArray<SoldLine>? sold = null) =>
        Orders.SaveAsync(
            new OrderRow(
                orderId, buyerId, version, dueAt, Encoding.UTF8.GetBytes($"payload {version} of {orderId}"),
                sales ?? Sale("s-1", OrderStatus.Reserved), sold ?? []),
            default);

    private Task<SellerBoard> BoardAsync(string sellerId) => Orders.ReadBoardAsync(sellerId, 1_000, default);

    private static async Task<List<string>> PageAllAsync(Func<PageRequest, Task<IdPage>> read)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await read(new PageRequest(2, cursor));
            ids.AddRange(page.Ids);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }
}
