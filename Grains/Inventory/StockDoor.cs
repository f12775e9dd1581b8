using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// Where units are to be had. Whoever reserves keeps the key beside the reservation: it is settled where it was made,
/// whatever the number of shards is by then.
/// </summary>
internal static class StockDoor
{
    /// <param name="shards">How many shards the stock has, from its level or the product's card; 0 without.</param>
    public static string KeyOf(string sku, string reservationId, int shards) => shards <= 0
        ? sku
        : string.Create(CultureInfo.InvariantCulture, $"{sku}/{StableHash.Of(reservationId) % (ulong)shards}");

    public static IStockUnits Open(IGrainFactory grains, string key) => key.Contains('/', StringComparison.Ordinal)
        ? grains.GetGrain<IStockShardGrain>(key)
        : grains.GetGrain<IStockGrain>(key);
}
