using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>Bounds of vouchers.</summary>
public static class VoucherLimits
{
    public const int PercentMax = 90;

    public const int QuantityMax = 10_000;

    /// <summary>Vouchers that one room offers at once.</summary>
    public const int OpenMax = 5;

    public static readonly TimeSpan ValidMax = TimeSpan.FromDays(90);

    public static ImmutableArray<FieldError> Check(OfferVoucher command) => new FieldChecks()
        .Add(command.Kind == VoucherKind.Unknown, "kind", "must be amount or percent")
        .Add(
            command is { Kind: VoucherKind.Percent, Value: < 1 or > PercentMax },
            "value",
            $"must be from 1 to {PercentMax} percent")
        .Add(
            command is { Kind: VoucherKind.Amount, Value: < 1 or > ProductLimits.AmountMinorMax },
            "value",
            "is out of range")
        .Add(!IsCurrency(command), "currency", "must be three capital letters (ISO 4217)")
        .Add(command.MinimumSpend is < 0 or > ProductLimits.AmountMinorMax, "minimumSpend", "is out of range")
        .Add(command.Quantity is < 1 or > QuantityMax, "quantity", $"must be from 1 to {QuantityMax}")
        .Add(
            command.ValidUntil <= command.At || command.ValidUntil > command.At + ValidMax,
            "validUntil",
            $"must be within the next {ValidMax.TotalDays} days")
        .Errors;

    // A percentage of an order without a minimum is the same in every currency.
    private static bool IsCurrency(OfferVoucher command) =>
        (command.Currency.Length == 0 && command is { Kind: VoucherKind.Percent, MinimumSpend: 0 })
        || (command.Currency.Length == 3 && command.Currency.All(char.IsAsciiLetterUpper));
}
