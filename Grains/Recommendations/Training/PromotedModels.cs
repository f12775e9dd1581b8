using System.Collections.Frozen;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>The models of one version in memory. Immutable.</summary>
internal sealed class PromotedModels
{
    private readonly ImmutableArray<string> _productIds;
    private readonly FrozenDictionary<string, int> _indexes;
    private readonly ImmutableArray<PlacedModel> _models;

    public PromotedModels(string version, ImmutableArray<string> productIds, IEnumerable<IEmbeddingModel> models)
    {
        Version = version;
        _productIds = productIds;
        _indexes = productIds.Select((id, index) => KeyValuePair.Create(id, index)).ToFrozenDictionary(StringComparer.Ordinal);
        _models = [.. models.Select(model => new PlacedModel(model))];
        if (_models.Any(placed => placed.Model.ItemCount != productIds.Length))
        {
            throw new InvalidDataException($"The models and the products of {version} do not belong together.");
        }
    }

    public static PromotedModels None { get; } = new("", [], []);

    public string Version { get; }

    public IEnumerable<string> Kinds => _models.Select(placed => placed.Model.Kind);

    public IEmbeddingModel? Find(string kind) => _models.FirstOrDefault(placed => placed.Model.Kind == kind)?.Model;

    /// <summary>The product's index in all models; false for one that came later.</summary>
    public bool TryGetIndex(string productId, out int index) => _indexes.TryGetValue(productId, out index);

    /// <summary>
    /// The products that a model holds for the best after a history, newest first; the best first. Empty without such a
    /// model, and for a history of which it knows nothing.
    /// </summary>
    public Weighted<string>[] Retrieve(
        string kind, ReadOnlySpan<HistoryEntry<string>> history, int limit, Predicate<string>? isExcluded = null)
    {
        if (_models.FirstOrDefault(placed => placed.Model.Kind == kind) is not { } placed)
        {
            return [];
        }

        Span<int> known = stackalloc int[Math.Min(history.Length, UserHistory<string>.DefaultRecentMax)];
        var count = 0;
        foreach (var entry in history)
        {
            if (count < known.Length && _indexes.TryGetValue(entry.Item, out var index))
            {
                known[count++] = index;
            }
        }

        return count == 0 ? [] : Search(placed, known[..count], limit, isExcluded);
    }

    private Weighted<string>[] Search(
        PlacedModel placed, ReadOnlySpan<int> history, int limit, Predicate<string>? isExcluded)
    {
        Span<float> user = stackalloc float[placed.Model.Dimensions];
        placed.Model.EmbedUser(history, user);
        var found = placed.Index.Search(
            user, limit, isExcluded is null ? null : item => isExcluded(_productIds[item]));
        return Array.ConvertAll(found, entry => new Weighted<string>(_productIds[entry.Key], entry.Weight));
    }

    private sealed class PlacedModel(IEmbeddingModel model)
    {
        public IEmbeddingModel Model => model;

        public InnerProductIndex Index { get; } = InnerProductIndex.Build(
            model.ItemCount, model.Dimensions, item => model.ItemVector(item).ToArray(), seed: 1);
    }
}
