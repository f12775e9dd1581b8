namespace SocialCommerce.Grains.Interfaces.Orders.Carts;

/// <summary>Bounds of carts; the Api and the grain ask the same checks.</summary>
public static class CartLimits
{
    public const int LinesMax = 100;

    public const int QuantityMax = 99;

    /// <summary>Vouchers that a cart is counted with at once.</summary>
    public const int VouchersMax = 10;

    /// <summary>How long a guest's cart is kept that nobody looks at.</summary>
    public static readonly TimeSpan GuestKeptFor = TimeSpan.FromDays(30);

    public static ImmutableArray<FieldError> Check(SetCartItem command) => new FieldChecks()
        .Id(command.ProductId, "productId")
        .Add(command.Quantity is < 1 or > QuantityMax, "quantity", $"must be from 1 to {QuantityMax}")
        .Add(command.RoomId is not null && !Ids.IsValid(command.RoomId), "roomId", "is not a valid id")
        .Add(command.DealId is not null && !Ids.IsValid(command.DealId), "dealId", "is not a valid id")
        .Errors;

    public static ImmutableArray<FieldError> Check(ReadCart request) => request.VoucherIds.IsDefaultOrEmpty
        ? []
        : new FieldChecks()
            .Add(request.VoucherIds.Length > VouchersMax, "voucherIds", $"must be at most {VouchersMax}")
            .Add(!request.VoucherIds.All(Ids.IsValid), "voucherIds", "must be valid ids")
            .Errors;
}
