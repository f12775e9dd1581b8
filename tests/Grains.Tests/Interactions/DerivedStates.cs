using System.Text.Json;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Products;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Tests.Interactions;

/// <summary>The products, trends and rooms that a partition moves, without grains around them.</summary>
internal sealed class DerivedStates
{
    private readonly SortedDictionary<string, ProductEngagements> _products = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TrendLedger> _trends = new(StringComparer.Ordinal);

    /// <summary>Applies rows as one window of the partition; every target takes it.</summary>
    public void Apply(IEnumerable<InteractionRecorded> rows)
    {
        var batch = new DeltaBatch(RandomRows.Partition);
        foreach (var row in rows)
        {
            batch.Add(row);
        }

        foreach (var (id, delta) in batch.Products)
        {
            Assert.True(ProductOf(id).Apply(delta));
        }

        foreach (var (id, delta) in batch.Trends)
        {
            Assert.True(TrendOf("trend/" + id).Apply(delta));
        }

        foreach (var (id, delta) in batch.Rooms)
        {
            Assert.True(TrendOf("room/" + id).Apply(delta));
        }
    }

    public ProductEngagements ProductOf(string id) =>
        _products.TryGetValue(id, out var known) ? known : _products[id] = new ProductEngagements(new ProductState());

    /// <summary>Everything that would be stored, so that two histories can be compared to the last bit.</summary>
    public string Describe() => string.Join('\n', [
        .. _products.Select(entry => $"{entry.Key} {Json(entry.Value.Export(new ProductState()))}"),
        .. _trends.Select(entry => $"{entry.Key} {JsonSerializer.Serialize(entry.Value.Export(), GrainJson.Default.TrendState)}")]);

    private static string Json(ProductState state) => JsonSerializer.Serialize(state, GrainJson.Default.ProductState);

    private TrendLedger TrendOf(string id) => _trends.TryGetValue(id, out var known)
        ? known
        : _trends[id] = new TrendLedger(new TrendState(), TimeSpan.FromMinutes(3), capacity: 50);
}
