using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Silo.Operations;

/// <summary>
/// What the shop did in this silo since it started, counted when the store says that it is durable, so that the sums are those
/// of the ledger and of the logs.
/// </summary>
internal sealed class ShopMeter : IDisposable
{
    public const string MeterName = "SocialCommerce.Shop";

    /// <summary>Rooms that are told apart; the comments of further ones only count in the sum.</summary>
    private const int RoomsMax = 5_000;

    private readonly Meter _meter = new(MeterName);
    private readonly ConcurrentDictionary<string, long> _paid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _refunded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _comments = new(StringComparer.Ordinal);
    private long _ordersPlaced;
    private long _ordersPaid;
    private long _allComments;
    private long _interactions;

    public ShopMeter()
    {
        _meter.CreateObservableCounter("socialcommerce.orders.placed", () => Interlocked.Read(ref _ordersPlaced), unit: "{order}");
        _meter.CreateObservableCounter("socialcommerce.orders.paid", () => Interlocked.Read(ref _ordersPaid), unit: "{order}");
        _meter.CreateObservableCounter("socialcommerce.comments", () => Interlocked.Read(ref _allComments), unit: "{comment}");
        _meter.CreateObservableCounter("socialcommerce.interactions", () => Interlocked.Read(ref _interactions), unit: "{interaction}");
        _meter.CreateObservableCounter("socialcommerce.revenue", () => Measure(_paid), unit: "{minor_unit}");
        _meter.CreateObservableCounter("socialcommerce.refunds", () => Measure(_refunded), unit: "{minor_unit}");
    }

    public ShopTotals Totals => new(
        Interlocked.Read(ref _ordersPlaced),
        Interlocked.Read(ref _ordersPaid),
        Amounts(_paid),
        Amounts(_refunded),
        Interlocked.Read(ref _allComments),
        Interlocked.Read(ref _interactions));

    /// <summary>Comments by room.</summary>
    public IEnumerable<KeyValuePair<string, long>> Rooms => _comments;

    public void OrderPlaced() => Interlocked.Increment(ref _ordersPlaced);

    public void MoneyMoved(string currency, long paidMinor, long refundedMinor)
    {
        if (paidMinor != 0)
        {
            Interlocked.Increment(ref _ordersPaid);
            _paid.AddOrUpdate(currency, paidMinor, (_, sum) => sum + paidMinor);
        }

        if (refundedMinor != 0)
        {
            _refunded.AddOrUpdate(currency, refundedMinor, (_, sum) => sum + refundedMinor);
        }
    }

    /// <summary>What is said in a rehearsal is not said.</summary>
    public void Commented(string roomKey)
    {
        if (RoomKeys.IsRehearsal(roomKey))
        {
            return;
        }

        Interlocked.Increment(ref _allComments);
        if (_comments.ContainsKey(roomKey) || _comments.Count < RoomsMax)
        {
            _comments.AddOrUpdate(roomKey, 1, static (_, sum) => sum + 1);
        }
    }

    public void Interacted(int count) => Interlocked.Add(ref _interactions, count);

    public void Dispose() => _meter.Dispose();

    private static ImmutableArray<Money> Amounts(ConcurrentDictionary<string, long> sums) =>
        [.. sums.Select(static entry => new Money(entry.Value, entry.Key)).OrderBy(static money => money.Currency, StringComparer.Ordinal)];

    private static IEnumerable<Measurement<long>> Measure(ConcurrentDictionary<string, long> sums) =>
        sums.Select(static entry => new Measurement<long>(entry.Value, KeyValuePair.Create<string, object?>("currency", entry.Key)));
}
