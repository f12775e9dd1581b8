using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

/// <summary>Bounds of group buying; the Api and the grains ask the same checks.</summary>
public static class GroupLimits
{
    public const int SizeMin = 2;

    public const int SizeMax = 100;

    public const int TiersMax = 10;

    /// <summary>Units that a seller may let each member have.</summary>
    public const int QuantityMax = 100;

    /// <summary>Seats that one group can give in all, those that were left or never paid included.</summary>
    public const int SeatsMax = 2_000;

    public static readonly TimeSpan WindowMin = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan WindowMax = TimeSpan.FromHours(24);

    /// <param name="windowMin">A shop may allow shorter windows than <see cref="WindowMin"/>.</param>
    public static ImmutableArray<FieldError> Check(CreateGroupOffer command, TimeSpan windowMin) => CheckTiers(
        new FieldChecks()
            .Id(command.ProductId, "productId")
            .Add(command.Size is < SizeMin or > SizeMax, "size", $"must be from {SizeMin} to {SizeMax}")
            .Add(command.Window < windowMin || command.Window > WindowMax, "windowSeconds", $"must be from {windowMin.TotalSeconds:0} to {WindowMax.TotalSeconds:0}")
            .Add(command.QuantityMax is < 1 or > QuantityMax, "quantityMax", $"must be from 1 to {QuantityMax}"),
        command.Tiers,
        command.Size).Errors;

    public static ImmutableArray<FieldError> Check(JoinGroup command, int quantityMax) => OrderLimits.Check(
        new FieldChecks().Add(
            command.Quantity < 1 || command.Quantity > quantityMax, "quantity", $"must be from 1 to {quantityMax}"),
        new PaymentChoice(command.Method)).Errors;

    private static FieldChecks CheckTiers(FieldChecks checks, ImmutableArray<GroupTier> tiers, int size)
    {
        if (tiers.IsDefaultOrEmpty || tiers.Length > TiersMax)
        {
            return checks.Add(true, "tiers", $"must be from 1 to {TiersMax}");
        }

        for (var index = 0; index < tiers.Length; index++)
        {
            var (tier, isFirst) = (tiers[index], index == 0);
            checks
                .Add(tier.People < SizeMin || tier.People > size, $"tiers[{index}].people", $"must be from {SizeMin} to the size")
                .Add(tier.AmountMinor is < 1 or > ProductLimits.AmountMinorMax, $"tiers[{index}].amountMinor", "is out of range")
                .Add(!isFirst && tier.People <= tiers[index - 1].People, $"tiers[{index}].people", "must be more than in the tier before")
                .Add(!isFirst && tier.AmountMinor >= tiers[index - 1].AmountMinor, $"tiers[{index}].amountMinor", "must be less than in the tier before");
        }

        return checks;
    }
}
