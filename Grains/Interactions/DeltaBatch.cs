using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;

namespace SocialCommerce.Grains.Interactions;

/// <summary>
/// Merges a window of rows into one delta per target: this is what keeps a product that everybody touches from getting a
/// call per touch. Pure.
/// </summary>
internal sealed class DeltaBatch(int partition)
{
    private readonly Dictionary<string, ProductParts> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<TrendHit>.Builder> _trends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<TrendHit>.Builder> _rooms = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ImmutableArray<RoomTouch>.Builder> _figures = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, ProductDelta>> Products =>
        _products.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Build(partition)));

    public IEnumerable<KeyValuePair<string, TrendDelta>> Trends => Build(_trends);

    public IEnumerable<KeyValuePair<string, TrendDelta>> Rooms => Build(_rooms);

    /// <summary>All that was done in a room, also what counts for no trend.</summary>
    public IEnumerable<KeyValuePair<string, RoomTouches>> Figures =>
        _figures.Select(entry => KeyValuePair.Create(entry.Key, new RoomTouches(partition, entry.Value.ToImmutable())));

    /// <summary>Adds a row. Rows are added in sequence order.</summary>
    public void Add(InteractionRecorded row)
    {
        var item = row.Interaction;
        PartsOf(item.ProductId).Engagements.Add(
            new ProductEngagement(row.Sequence, item.Kind, row.IsFirst, row.UserEmbedding));
        foreach (var tie in row.Ties)
        {
            // What comes back follows itself, and does not precede itself.
            var isReturn = tie.ProductId == item.ProductId;
            PartsOf(tie.ProductId).Gains.Add(new NeighbourGain(row.Sequence, item.ProductId, tie.Weight, tie.Gap, isReturn));
            if (!isReturn)
            {
                PartsOf(item.ProductId).Gains.Add(new NeighbourGain(row.Sequence, tie.ProductId, tie.Weight, -tie.Gap));
            }
        }

        AddHits(row);
        if (item.RoomId is { } roomId)
        {
            ListOf(_figures, roomId).Add(new RoomTouch(row.Sequence, item.Kind, row.RecordedAt));
        }
    }

    private void AddHits(InteractionRecorded row)
    {
        var weight = InteractionWeights.Of(row.Interaction.Kind);
        if (weight <= 0)
        {
            return;
        }

        var hit = new TrendHit(row.Sequence, row.Interaction.ProductId, weight, row.Interaction.At);
        ListOf(_trends, ITrendGrain.All).Add(hit);
        ListOf(_trends, row.Category).Add(hit);
        if (row.Interaction.RoomId is { } roomId)
        {
            ListOf(_rooms, roomId).Add(hit);
        }
    }

    private IEnumerable<KeyValuePair<string, TrendDelta>> Build(
        Dictionary<string, ImmutableArray<TrendHit>.Builder> hits) =>
        hits.Select(entry => KeyValuePair.Create(entry.Key, new TrendDelta(partition, entry.Value.ToImmutable())));

    private ProductParts PartsOf(string productId)
    {
        if (!_products.TryGetValue(productId, out var parts))
        {
            parts = new ProductParts();
            _products.Add(productId, parts);
        }

        return parts;
    }

    private static ImmutableArray<T>.Builder ListOf<T>(Dictionary<string, ImmutableArray<T>.Builder> targets, string target)
    {
        if (!targets.TryGetValue(target, out var list))
        {
            list = ImmutableArray.CreateBuilder<T>();
            targets.Add(target, list);
        }

        return list;
    }

    private sealed class ProductParts
    {
        public List<ProductEngagement> Engagements { get; } = [];

        public List<NeighbourGain> Gains { get; } = [];

        public ProductDelta Build(int partition) => new(partition, [.. Engagements], [.. Gains]);
    }
}
