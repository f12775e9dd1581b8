using System.Globalization;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Orders;

namespace SocialCommerce.Grains.Rooms.Figures;

/// <summary>A room's counts as buckets from its opening to its end, with what came before and after. Pure.</summary>
internal static class FigureBuckets
{
    /// <summary>Of one answer; what is open for longer gets wider buckets.</summary>
    public const int BucketsMax = 2_000;

    /// <summary>The narrowest width, in seconds, that is at least what is asked for and can be had.</summary>
    public static int WidthOf(int seconds, int own, RoomSummary room, DateTimeOffset now)
    {
        var width = own * Math.Max(1, (seconds + own - 1) / own);
        var open = room.StartedAt is { } start ? (long)(EndOf(room, now) - start).TotalSeconds : 0;
        while (open / width >= BucketsMax)
        {
            width *= 2;
        }

        return width;
    }

    public static RoomFigures Describe(
        RoomSummary room, DateTimeOffset now, RoomLedger ledger, ImmutableArray<SoldSum> sold, int width, DateTimeOffset? from)
    {
        var counts = ledger.Series.In(width).ToDictionary();
        var sales = sold.ToLookup(sum => long.Parse(sum.Key, CultureInfo.InvariantCulture));
        var first = room.StartedAt is { } start ? FigureSeries.BucketOf(start, width) : long.MaxValue;
        var last = room.StartedAt is null ? long.MaxValue : Math.Max(first, FigureSeries.BucketOf(EndOf(room, now), width));
        var shown = from is { } time ? Math.Max(first, FigureSeries.BucketOf(time, width)) : first;
        var buckets = ImmutableArray.CreateBuilder<FigureBucket>();
        for (var bucket = shown; room.StartedAt is not null && bucket <= last; bucket++)
        {
            var count = counts.GetValueOrDefault(bucket) ?? new FigureSeries.Counts();
            buckets.Add(new FigureBucket(DateTimeOffset.FromUnixTimeSeconds(bucket * width), count.Viewers, count.With(sales[bucket])));
        }

        return new RoomFigures(
            room, now, width, buckets.ToImmutable(),
            Sum(bucket => bucket < first),
            Sum(bucket => bucket > last),
            Sum(_ => true),
            ledger.PeakViewers, ledger.Marks, ledger.Sequence);

        RoomCount Sum(Func<long, bool> isIn)
        {
            var all = new FigureSeries.Counts();
            foreach (var (_, count) in counts.Where(entry => isIn(entry.Key)).OrderBy(entry => entry.Key))
            {
                all.Add(count);
            }

            return all.With(sales.Where(group => isIn(group.Key)).SelectMany(group => group));
        }
    }

    private static DateTimeOffset EndOf(RoomSummary room, DateTimeOffset now) => room.EndedAt ?? now;
}
