namespace SocialCommerce.Grains.Interfaces.Orders;

/// <summary>Bounds of orders; the Api and the grain ask the same checks.</summary>
public static class OrderLimits
{
    public const int ItemsMax = 100;

    public const int QuantityMax = 1_000;

    public const int VouchersMax = 10;

    public const int ReasonMax = 500;

    public const int CarrierMax = 60;

    public const int TrackingMax = 100;

    public const int MethodMax = 100;

    /// <summary>Steps an order can take.</summary>
    public const int StepsMax = 200;

    /// <summary>Attempts to pay for one order.</summary>
    public const int PaymentsMax = 20;

    public static ImmutableArray<FieldError> Check(PlaceOrder command)
    {
        var checks = new FieldChecks()
            .Add(command.Items.IsDefaultOrEmpty, "items", "must not be empty")
            .Add(!command.Items.IsDefaultOrEmpty && command.Items.Length > ItemsMax, "items", $"must be at most {ItemsMax}")
            .Add(command.RoomId is not null && !Ids.IsValid(command.RoomId), "roomId", "is not a valid id")
            .Add(!command.VoucherIds.IsDefault && command.VoucherIds.Length > VouchersMax, "voucherIds", $"must be at most {VouchersMax}")
            .Add(!command.VoucherIds.IsDefault && !command.VoucherIds.All(Ids.IsValid), "voucherIds", "must be valid ids")
            .Add(command.ExpectedTotal is { AmountMinor: < 0 }, "expectedTotal.amountMinor", "must not be negative");
        if (!command.Items.IsDefaultOrEmpty && command.Items.Length <= ItemsMax)
        {
            for (var index = 0; index < command.Items.Length; index++)
            {
                Check(checks, command.Items[index], $"items[{index}]");
            }
        }

        return Check(checks, command.Payment).Errors;
    }

    public static FieldChecks Check(FieldChecks checks, PaymentChoice? payment) => checks
        .Add(payment?.Method is { } method && !IsMethod(method), "payment.method", $"must be 1 to {MethodMax} visible ASCII characters");

    public static ImmutableArray<FieldError> Check(CancelOrder command) =>
        new FieldChecks().Text(command.Reason, "reason", ReasonMax, isRequired: false).Errors;

    public static ImmutableArray<FieldError> Check(ShipOrder command) => CheckLines(new FieldChecks(), command.Lines)
        .Text(command.Carrier, "carrier", CarrierMax, isRequired: false)
        .Text(command.TrackingNumber, "trackingNumber", TrackingMax, isRequired: false)
        .Errors;

    public static ImmutableArray<FieldError> Check(RefundOrder command) => CheckLines(new FieldChecks(), command.Lines)
        .Text(command.Reason, "reason", ReasonMax, isRequired: false)
        .Errors;

    private static void Check(FieldChecks checks, OrderItem item, string field) => checks
        .Add(!Ids.IsValid(item.ProductId), $"{field}.productId", "is not a valid id")
        .Add(item.Quantity is < 1 or > QuantityMax, $"{field}.quantity", $"must be from 1 to {QuantityMax}")
        .Add(item.DealId is not null && !Ids.IsValid(item.DealId), $"{field}.dealId", "is not a valid id")
        .Add(item.ClaimId is not null && !Ids.IsValid(item.ClaimId), $"{field}.claimId", "is not a valid id")
        .Add(item.ClaimId is not null && item.DealId is null, $"{field}.claimId", "needs a dealId");

    private static FieldChecks CheckLines(FieldChecks checks, ImmutableArray<LineQuantity> lines) => lines.IsDefaultOrEmpty
        ? checks
        : checks
            .Add(lines.Length > ItemsMax, "lines", $"must be at most {ItemsMax}")
            .Add(lines.Any(line => !Ids.IsValid(line.LineId)), "lines", "must have valid ids")
            .Add(lines.Any(line => line.Quantity is < 1 or > QuantityMax), "lines", $"must have quantities from 1 to {QuantityMax}");

    private static bool IsMethod(string method) => method.Length is > 0 and <= MethodMax && method.All(c => c is > ' ' and <= '~');
}
