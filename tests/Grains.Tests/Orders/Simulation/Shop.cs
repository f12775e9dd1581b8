using System.Collections.Immutable;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Rooms.Selling;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>What there is to buy, and every price that it ever had.</summary>
internal sealed class Shop(Scheduler scheduler, FaultPlan faults, PlantedBug bug)
{
    public const string Voucher = "v-1";

    public const string Deal = "d-1";

    public const string DealProduct = "p-0";

    public const int DealUnits = 12;

    public const long VoucherMinor = 100;

    public const int BuyerMax = 3;

    public static readonly Money DealPrice = new(700, "CNY");

    /// <summary>Of which a buyer may have only so many.</summary>
    public const string LimitedProduct = "p-1";

    private readonly List<List<long>> _prices = [];

    public List<StockHost> Stocks { get; } = [];

    public VoucherState Vouchers { get; set; } = new();

    public DealBook Deals { get; set; } = DealBook.Load(new DealState());

    /// <summary>Units that merchants received since.</summary>
    public Dictionary<string, int> Received { get; } = new(StringComparer.Ordinal);

    public static IEnumerable<string> Buyers => Enumerable.Range(0, 6).Select(number => $"u-{number}");

    public void Open()
    {
        for (var number = 0; number < 5; number++)
        {
            _prices.Add([1_000 + (100 * number)]);
            Stocks.Add(new StockHost($"p-{number}", scheduler.Random.Next(25) + (number == 0 ? DealUnits : 0), scheduler, faults, bug));
        }

        var now = scheduler.GetUtcNow();
        Vouchers = VoucherRules.Create(Voucher, new OfferVoucher("r-1", "host", VoucherKind.Amount, VoucherMinor, "CNY", 0, 100, now.AddDays(9), now));
        foreach (var buyer in Buyers)
        {
            Vouchers = VoucherRules.Claim(Vouchers, buyer, now).Next;
        }

        Deals = DealBook.Load(new DealState
        {
            Terms = new DealTerms("r-1", "host", DealProduct, "Pot", null, DealPrice, new Money(1_000, "CNY"), now, now.AddDays(9), DealUnits, 5),
            Status = DealStatus.Open,
        });
    }

    public StockHost Stock(string productId) => Stocks[int.Parse(productId.AsSpan(2), CultureInfo.InvariantCulture)];

    public long PriceVersion(string productId) => Prices(productId).Count;

    public long PriceAt(string productId, long version) => Prices(productId)[(int)version - 1];

    public void ChangePrice(string productId) => Prices(productId).Add(500 + scheduler.Random.Next(1_000));

    public Quote Quote(string orderId, PlaceOrder command)
    {
        var now = scheduler.GetUtcNow();
        if (bug != PlantedBug.PriceVersionIgnored
            && command.Items.Any(item => item.PriceVersion is { } version && version != PriceVersion(item.ProductId)))
        {
            return Refusal(OrderOutcome.PriceChanged);
        }

        var vouchers = command.VoucherIds.IsDefault ? [] : command.VoucherIds;
        if (!vouchers.IsEmpty && !HasVoucher(orderId, command.BuyerId, now))
        {
            return Refusal(OrderOutcome.VoucherRefused);
        }

        var lines = command.Items.Select((item, index) => LineOf(orderId, item, index, index == 0 ? vouchers.Length * VoucherMinor : 0)).ToImmutableArray();
        var total = new Money(lines.Sum(line => line.Total.AmountMinor), "CNY");
        if (command.ExpectedTotal is { } expected && expected != total)
        {
            return Refusal(OrderOutcome.PriceChanged);
        }

        var holdFor = TimeSpan.FromMinutes(lines.Any(line => line.ClaimId is not null) ? 9.5 : 15);
        return new Quote(
            OrderOutcome.Done,
            new PlacedOrder(
                command.BuyerId, OrderFingerprint.Of(command), null, lines, vouchers, total, total, now, now + holdFor, OrderHolds.TokenAt(now)),
            [],
            []);
    }

    private bool HasVoucher(string orderId, string buyerId, DateTimeOffset now)
    {
        var hold = VoucherRules.At(VoucherRules.Find(Vouchers, buyerId)!, now);
        return hold.Status == HeldVoucherStatus.Claimed || hold is { Status: HeldVoucherStatus.Reserved } && hold.OrderId == orderId
            || bug == PlantedBug.VoucherRedeemedTwice;
    }

    private PlacedLine LineOf(string orderId, OrderItem item, int index, long off)
    {
        var version = PriceVersion(item.ProductId);
        var unit = item.DealId is null ? new Money(PriceAt(item.ProductId, version), "CNY") : DealPrice;
        var id = (index + 1).ToString(CultureInfo.InvariantCulture);
        var list = unit with { AmountMinor = unit.AmountMinor * item.Quantity };
        return new PlacedLine(
            id, item.ProductId, $"s-{item.ProductId}", "Pot", null, item.Quantity, unit, version, list, [],
            list with { AmountMinor = Math.Max(0, list.AmountMinor - off) }, item.DealId, item.DealId is null ? null : $"{orderId}:{id}");
    }

    private static Quote Refusal(OrderOutcome outcome) => SocialCommerce.Grains.Orders.Quote.Refuse(outcome);

    private List<long> Prices(string productId) => _prices[int.Parse(productId.AsSpan(2), CultureInfo.InvariantCulture)];
}
