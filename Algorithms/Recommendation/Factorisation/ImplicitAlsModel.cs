namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Trained product vectors; users are placed by solving their own least-squares problem.</summary>
internal sealed class ImplicitAlsModel : IEmbeddingModel
{
    // Conjugate gradients have converged for ranking long before the exact solution.
    private const int FoldInSteps = 16;

    private readonly FactorMatrix _items;
    private readonly FactorMatrix _gramian;
    private readonly RidgeRule _ridge;

    public ImplicitAlsModel(string kind, FactorMatrix items, RidgeRule ridge)
    {
        Kind = kind;
        _items = items;
        _ridge = ridge;
        _gramian = items.Gramian((float)ridge.UnobservedWeight);
    }

    public string Kind { get; }

    public int Dimensions => _items.Dimensions;

    public int ItemCount => _items.Count;

    public ReadOnlySpan<float> ItemVector(int item) => _items.Row(item);

    public void EmbedUser(ReadOnlySpan<int> history, Span<float> destination)
    {
        var vector = destination[..Dimensions];
        vector.Clear();
        if (!history.IsEmpty)
        {
            var system = new RidgeSystem(_items, _gramian, history, _ridge.Of(history.Length, ItemCount));
            RidgeSolver.Rented(Dimensions).Improve(vector, system, FoldInSteps);
        }
    }
}
