namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>Bounds of flash deals.</summary>
public static class DealLimits
{
    public const int CountdownSecondsMin = 10;

    public const int CountdownSecondsMax = 300;

    public const int DurationSecondsMin = 60;

    public const int DurationSecondsMax = 1_200;

    public const int QuantityMax = 10_000;

    public const int PerBuyerMax = 100;

    /// <summary>Deals of one room that are announced or open at once.</summary>
    public const int OpenMax = 5;

    /// <summary>How long a claim holds its units.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    /// <summary>Between a call that names the opening itself and the grain's look at it some time goes by.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static ImmutableArray<FieldError> Check(CreateDeal command)
    {
        var countdown = command.OpensAt - command.At;
        return new FieldChecks()
            .Id(command.ProductId, "productId")
            .Add(command.Price.AmountMinor < 1, "price.amountMinor", "must be at least 1")
            .Add(
                countdown < TimeSpan.FromSeconds(CountdownSecondsMin) - Slack || countdown > TimeSpan.FromSeconds(CountdownSecondsMax) + Slack,
                "countdownSeconds",
                $"must be from {CountdownSecondsMin} to {CountdownSecondsMax}, or opensAt so far ahead")
            .Add(
                command.Duration.TotalSeconds is < DurationSecondsMin or > DurationSecondsMax,
                "durationSeconds",
                $"must be from {DurationSecondsMin} to {DurationSecondsMax}")
            .Add(command.Quantity is < 1 or > QuantityMax, "quantity", $"must be from 1 to {QuantityMax}")
            .Add(command.PerBuyer is < 1 or > PerBuyerMax, "perBuyer", $"must be from 1 to {PerBuyerMax}")
            .Errors;
    }
}
