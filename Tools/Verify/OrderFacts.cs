using System.Text.Json;

namespace SocialCommerce.Tools.Verify;

/// <summary>An order as its stored row says, read by nothing but the checker's own eyes.</summary>
internal sealed class OrderFacts
{
    private const int PaymentSucceeded = 2;
    private const int PaymentLate = 5;
    private const int Cancelled = 6;
    private const int Expired = 7;
    private const int Shipped = 8;
    private const int Delivered = 9;
    private const int RefundStarted = 10;
    private const int RefundSucceeded = 11;
    private const int UnitsLost = 14;

    public const int SellUnits = 1;
    public const int ReleaseUnits = 2;
    public const int ReturnUnits = 3;
    public const int ResolvePayment = 8;
    public const int PayBack = 9;
    public const int RecordPurchases = 10;

    private readonly List<(int Kind, string Target)> _tasks = [];
    private readonly Dictionary<string, RefundFacts> _refunds = new(StringComparer.Ordinal);

    private OrderFacts(string orderId, string buyerId) => (OrderId, BuyerId) = (orderId, buyerId);

    public string OrderId { get; }

    /// <summary>As the row says; the payload says it once more.</summary>
    public string BuyerId { get; }

    public string PlacedBy { get; private set; } = string.Empty;

    public IReadOnlyList<LineFacts> Lines { get; private set; } = [];

    public long TotalMinor { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public bool IsPaid { get; private set; }

    public bool IsEnded { get; private set; }

    public bool IsShipped { get; private set; }

    public bool IsDelivered { get; private set; }

    /// <summary>A refund was begun, whatever became of it.</summary>
    public bool HasRefund => _refunds.Count > 0;

    /// <summary>Money that came, by the steps.</summary>
    public long PaidMinor { get; private set; }

    /// <summary>Money that went back, by the steps.</summary>
    public long RefundedMinor { get; private set; }

    /// <summary>Units by product that were paid for and were not there.</summary>
    public Dictionary<string, int> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>Units by product whose money went back after they were sold.</summary>
    public Dictionary<string, int> Returned { get; } = new(StringComparer.Ordinal);

    public int OpenTasks => _tasks.Count;

    /// <exception cref="JsonException">The payload is no order.</exception>
    public static OrderFacts Read(string orderId, string buyerId, ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload);
        var (root, order) = (document.RootElement, new OrderFacts(orderId, buyerId));
        order.ReadPlaced(root.GetProperty("placed"));
        foreach (var step in Members(root, "events"))
        {
            order.Apply(step);
        }

        foreach (var task in Members(root, "tasks"))
        {
            order._tasks.Add((task.GetProperty("kind").GetInt32(), task.GetProperty("targetId").GetString()!));
        }

        return order;
    }

    /// <summary>Whether something of a kind is still to be done, to that target or to any.</summary>
    public bool HasTask(int kind, string? target = null) =>
        _tasks.Exists(task => task.Kind == kind && (target is null || task.Target == target));

    /// <summary>Units by product that the stock itself holds for the order; a deal's units are the deal's.</summary>
    public IEnumerable<(string ProductId, int Quantity)> Units() => Lines.Where(line => !line.IsOfDeal)
        .GroupBy(line => line.ProductId, StringComparer.Ordinal).Select(lines => (lines.Key, lines.Sum(line => line.Quantity)));

    private void ReadPlaced(JsonElement placed)
    {
        PlacedBy = placed.GetProperty("buyerId").GetString()!;
        TotalMinor = Amount(placed, "total");
        ExpiresAt = placed.GetProperty("expiresAt").GetDateTimeOffset();
        Lines = [.. placed.GetProperty("lines").EnumerateArray().Select(LineFacts.Read)];
    }

    private void Apply(JsonElement step)
    {
        switch (step.GetProperty("kind").GetInt32())
        {
            case PaymentSucceeded:
                IsPaid = true;
                PaidMinor += Amount(step, "amount");
                break;
            case PaymentLate:
                PaidMinor += Amount(step, "amount");
                break;
            case Cancelled or Expired:
                IsEnded = true;
                break;
            case Shipped:
                IsShipped = true;
                break;
            case Delivered:
                IsDelivered = true;
                break;
            case RefundStarted:
                _refunds[Text(step, "reference")!] = new RefundFacts(Amount(step, "amount"), Text(step, "detail"), [.. Quantities(step)]);
                break;
            case RefundSucceeded:
                Apply(_refunds[Text(step, "reference")!]);
                break;
            case UnitsLost:
                Count(Lost, Quantities(step));
                break;
        }
    }

    private void Apply(RefundFacts refund)
    {
        RefundedMinor += refund.AmountMinor;
        if (refund.Reason != "units-lost")
        {
            Count(Returned, refund.Units);
        }
    }

    private void Count(Dictionary<string, int> units, IEnumerable<(string LineId, int Quantity)> lines)
    {
        foreach (var (lineId, quantity) in lines)
        {
            var productId = Lines.First(line => line.LineId == lineId).ProductId;
            units[productId] = units.GetValueOrDefault(productId) + quantity;
        }
    }

    private static IEnumerable<(string LineId, int Quantity)> Quantities(JsonElement step) =>
        Members(step, "lines").Select(line => (line.GetProperty("lineId").GetString()!, line.GetProperty("quantity").GetInt32()));

    private static JsonElement.ArrayEnumerator Members(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Array ? members.EnumerateArray() : default;

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long Amount(JsonElement parent, string name) => parent.GetProperty(name).GetProperty("amountMinor").GetInt64();

    private sealed record RefundFacts(long AmountMinor, string? Reason, IReadOnlyList<(string LineId, int Quantity)> Units);
}

/// <summary>One line of an order.</summary>
internal sealed record LineFacts(
    string LineId, string ProductId, string SellerId, int Quantity, long UnitMinor, long PriceVersion, long ListMinor, long TotalMinor, bool IsOfDeal)
{
    public static LineFacts Read(JsonElement line) => new(
        line.GetProperty("lineId").GetString()!,
        line.GetProperty("productId").GetString()!,
        line.GetProperty("sellerId").GetString()!,
        line.GetProperty("quantity").GetInt32(),
        line.GetProperty("unitPrice").GetProperty("amountMinor").GetInt64(),
        line.GetProperty("priceVersion").GetInt64(),
        line.GetProperty("listTotal").GetProperty("amountMinor").GetInt64(),
        line.GetProperty("total").GetProperty("amountMinor").GetInt64(),
        line.TryGetProperty("claimId", out var claim) && claim.ValueKind == JsonValueKind.String);
}
