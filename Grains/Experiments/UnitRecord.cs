using System.Globalization;
using System.Text.Json.Serialization;

namespace SocialCommerce.Grains.Experiments;

/// <summary>How often a unit did what the metrics count.</summary>
internal readonly record struct UnitCounts(long Clicks, long Purchases, long Engagements);

/// <summary>One unit of an experiment as it is stored.</summary>
/// <param name="Before">What it did before its exposure; null while nobody has looked.</param>
[JsonConverter(typeof(UnitRecordConverter))]
internal sealed record UnitRecord(string UnitId, int Variant, DateTimeOffset ExposedAt, UnitCounts? Before, UnitCounts During);

/// <summary>
/// A unit's enrolment as an entry of a durable list: what a ledger takes its units from after a crash, so that an
/// answer once given stays.
/// </summary>
internal static class EnrolmentEntry
{
    private const char Separator = ' ';

    public static string Write(UnitRecord unit, ImmutableArray<double> shares) => string.Join(
        Separator,
        unit.UnitId,
        unit.Variant.ToString(CultureInfo.InvariantCulture),
        unit.ExposedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        string.Join(',', shares.Select(share => share.ToString("R", CultureInfo.InvariantCulture))));

    public static (UnitRecord Unit, ImmutableArray<double> Shares) Read(string entry)
    {
        var invariant = CultureInfo.InvariantCulture;
        var parts = entry.Split(Separator);
        var unit = new UnitRecord(
            parts[0],
            int.Parse(parts[1], invariant),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[2], invariant)),
            Before: null,
            During: default);
        return (unit, [.. parts[3].Split(',').Select(share => double.Parse(share, invariant))]);
    }
}
