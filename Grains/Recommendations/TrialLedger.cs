using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>What is stored of the trials.</summary>
internal sealed record TrialState
{
    public ImmutableArray<TrialProduct> Products { get; set; } = [];
}

/// <summary>
/// The new products that are being tried. A product leaves when it has had its day or its share of impressions; when
/// there are too many, the oldest leave. Pure.
/// </summary>
internal sealed class TrialLedger
{
    public const int ProductsMax = 1_000;

    /// <summary>How many are told of at a time: those below their quota first, the least shown first.</summary>
    public const int ToldMax = 64;

    /// <summary>After these its own clicks speak for it, or do not.</summary>
    public const int ImpressionsMax = 200;

    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    // Counting every impression at once would sort the trials at every request.
    private const int StaleMax = 16;

    private readonly Dictionary<string, TrialProduct> _products = new(StringComparer.Ordinal);
    private ImmutableArray<TrialProduct>? _told;
    private int _stale;

    public TrialLedger(TrialState state)
    {
        foreach (var product in state.Products)
        {
            _products[product.ProductId] = product;
        }
    }

    /// <summary>True when something changed since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    public void Add(NewProduct product)
    {
        if (_products.TryAdd(product.ProductId, new TrialProduct(product.ProductId, product.At, Impressions: 0, Clicks: 0)))
        {
            Changed();
            if (_products.Count > ProductsMax)
            {
                _products.Remove(_products.Values.MinBy(static known => known.CreatedAt)!.ProductId);
            }
        }
    }

    public void Show(ImmutableArray<string> productIds)
    {
        foreach (var productId in productIds)
        {
            if (_products.TryGetValue(productId, out var product))
            {
                _products[productId] = product with { Impressions = product.Impressions + 1 };
            }
        }

        IsDirty = true;
        if (++_stale >= Math.Min(StaleMax, 1 + (_products.Count / ToldMax)))
        {
            Changed();
        }
    }

    public void Click(string productId)
    {
        if (_products.TryGetValue(productId, out var product) && product.Clicks < product.Impressions)
        {
            _products[productId] = product with { Clicks = product.Clicks + 1 };
            Changed();
        }
    }

    /// <summary>The products most in need of a trial.</summary>
    public ImmutableArray<TrialProduct> List(DateTimeOffset now)
    {
        if (_told is { } told && (told.IsEmpty || now - told.Min(static product => product.CreatedAt) < Period))
        {
            return told;
        }

        foreach (var done in _products.Values.Where(product => IsDone(product, now)).ToList())
        {
            _products.Remove(done.ProductId);
            IsDirty = true;
        }

        told =
        [
            .. _products.Values
                .OrderBy(static product => Math.Min(product.Impressions, ThompsonSampling.Quota))
                .ThenByDescending(static product => product.CreatedAt)
                .ThenBy(static product => product.ProductId, StringComparer.Ordinal)
                .Take(ToldMax),
        ];
        _told = told;
        return told;
    }

    public TrialState Export()
    {
        IsDirty = false;
        return new TrialState { Products = [.. _products.Values.OrderBy(static product => product.ProductId, StringComparer.Ordinal)] };
    }

    private void Changed()
    {
        IsDirty = true;
        _told = null;
        _stale = 0;
    }

    private static bool IsDone(TrialProduct product, DateTimeOffset now) =>
        now - product.CreatedAt >= Period || product.Impressions >= ImpressionsMax;
}
