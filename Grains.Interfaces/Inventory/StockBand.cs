namespace SocialCommerce.Grains.Interfaces.Inventory;

/// <summary>How much of a product there is, as viewers are told it.</summary>
[GenerateSerializer, Alias("sc.StockBand")]
public enum StockBand
{
    Unknown = 0,
    None = 1,
    Low = 2,
    Some = 3,
    Plenty = 4,
}

/// <summary>Where one band ends and the next begins, in units.</summary>
public static class StockBands
{
    public const int LowMax = 10;

    public const int SomeMax = 100;

    public static StockBand Of(int stock) => stock switch
    {
        <= 0 => StockBand.None,
        <= LowMax => StockBand.Low,
        <= SomeMax => StockBand.Some,
        _ => StockBand.Plenty,
    };
}
