using System.Globalization;

namespace SocialCommerce.Grains.Inventory;

/// <summary>The reservations by which shards borrow: shard and number make the id, so that one that was lost is found again.</summary>
internal static class ShardLeases
{
    private const string Prefix = "shard:";

    public static string IdOf(int shard, int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{shard}:{number}");

    public static bool IsLease(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool TryParse(string id, out int shard, out int number)
    {
        (shard, number) = (0, 0);
        var parts = IsLease(id) ? id[Prefix.Length..].Split(':') : [];
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out shard)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
