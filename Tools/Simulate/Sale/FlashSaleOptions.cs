namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>How many want how few, and what happens meanwhile.</summary>
/// <param name="HoldFor">How long an order holds its units for the buyer to pay.</param>
/// <param name="KeepDirectory">Where the store and the history stay; null: they are removed.</param>
internal sealed record FlashSaleOptions(
    int Attempts, TimeSpan Duration, int Units, int Kills, int Buyers, TimeSpan HoldFor, string? KeepDirectory)
{
    /// <summary>Of so many attempts one repeats the key of another.</summary>
    public const int RepeatEvery = 5;

    /// <summary>Of so many winners one does not pay.</summary>
    public const int AbandonEvery = 10;

    public double PerSecond => Attempts / Duration.TotalSeconds;
}
