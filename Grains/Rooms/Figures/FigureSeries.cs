using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;

namespace SocialCommerce.Grains.Rooms.Figures;

/// <summary>
/// Counts in buckets of time, of which only those in which something happened take room. When there are too many, two
/// neighbours become one: it becomes coarser, and loses nothing. Pure.
/// </summary>
internal sealed class FigureSeries
{
    public const int WidthSeconds = 10;

    /// <summary>More than a day of ten seconds each.</summary>
    public const int BucketsMax = 10_000;

    private static readonly int Kinds = Enum.GetValues<InteractionKind>().Length;

    private SortedDictionary<long, Counts> _buckets = [];

    public FigureSeries(RoomFiguresState state)
    {
        Width = Math.Max(state.WidthSeconds, WidthSeconds);
        foreach (var row in state.Rows)
        {
            var counts = At(row.Bucket);
            (counts.Viewers, counts.Comments, counts.Removed, counts.Reactions) = (row.Viewers, row.Comments, row.Removed, row.Reactions);
            row.Interactions.AsSpan()[..Math.Min(Kinds, row.Interactions.Length)].CopyTo(counts.Interactions);
        }
    }

    /// <summary>Of a bucket, in seconds.</summary>
    public int Width { get; private set; }

    public void AddComment(DateTimeOffset at) => At(BucketOf(at, Width)).Comments++;

    public void AddRemoval(DateTimeOffset at) => At(BucketOf(at, Width)).Removed++;

    public void AddReactions(DateTimeOffset at, long count) => At(BucketOf(at, Width)).Reactions += count;

    public void AddInteraction(DateTimeOffset at, InteractionKind kind) => At(BucketOf(at, Width)).Interactions[(int)kind]++;

    public void SetViewers(DateTimeOffset at, int viewers) => At(BucketOf(at, Width)).Viewers = viewers;

    /// <summary>Everything in buckets of a width that is a multiple of this one's.</summary>
    public IEnumerable<KeyValuePair<long, Counts>> In(int width) => _buckets
        .GroupBy(entry => entry.Key * Width / width)
        .Select(group => KeyValuePair.Create(group.Key, Sum(group.Select(entry => entry.Value))));

    public ImmutableArray<FigureRow> Export() =>
    [
        .. _buckets.Select(entry => new FigureRow(
            entry.Key, entry.Value.Viewers, entry.Value.Comments, entry.Value.Removed, entry.Value.Reactions, [.. entry.Value.Interactions])),
    ];

    public static long BucketOf(DateTimeOffset at, int width) => at.ToUnixTimeSeconds() / width;

    private Counts At(long bucket)
    {
        if (!_buckets.TryGetValue(bucket, out var counts))
        {
            if (_buckets.Count >= BucketsMax)
            {
                Widen();
                return At(bucket / 2);
            }

            _buckets.Add(bucket, counts = new Counts());
        }

        return counts;
    }

    private void Widen()
    {
        var wider = new SortedDictionary<long, Counts>();
        foreach (var (bucket, counts) in In(Width * 2))
        {
            wider.Add(bucket, counts);
        }

        (_buckets, Width) = (wider, Width * 2);
    }

    private static Counts Sum(IEnumerable<Counts> all)
    {
        var sum = new Counts();
        foreach (var counts in all)
        {
            sum.Add(counts);
        }

        return sum;
    }

    /// <summary>What happened in one bucket.</summary>
    internal sealed class Counts
    {
        public int? Viewers { get; set; }

        public long Comments { get; set; }

        public long Removed { get; set; }

        public long Reactions { get; set; }

        public long[] Interactions { get; } = new long[Kinds];

        /// <summary>Takes in what happened later.</summary>
        public void Add(Counts later)
        {
            Viewers = later.Viewers ?? Viewers;
            Comments += later.Comments;
            Removed += later.Removed;
            Reactions += later.Reactions;
            for (var kind = 0; kind < Kinds; kind++)
            {
                Interactions[kind] += later.Interactions[kind];
            }
        }

        public RoomCount With(IEnumerable<Orders.SoldSum> sales)
        {
            var sold = sales.OrderBy(sum => sum.Currency, StringComparer.Ordinal).ToList();
            return new RoomCount(
                Comments,
                Removed,
                Reactions,
                Enumerable.Range(0, Kinds).Where(kind => Interactions[kind] > 0)
                    .ToImmutableDictionary(kind => (InteractionKind)kind, kind => Interactions[kind]),
                sold.Sum(sum => sum.Orders),
                sold.Sum(sum => sum.Units),
                [
                    .. sold.GroupBy(sum => sum.Currency, StringComparer.Ordinal).Select(group => new SoldAmount(
                        new Money(group.Sum(sum => sum.AmountMinor), group.Key), new Money(group.Sum(sum => sum.RefundedMinor), group.Key))),
                ]);
        }
    }
}
