using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Hyper-parameters of <see cref="IncrementalFactors"/>; the first three as in <see cref="ImplicitAlsOptions"/>.</summary>
/// <param name="NeighboursMax">Most neighbours from which a node is refreshed: bounds the work of an event.</param>
public sealed record IncrementalFactorOptions(
    int Dimensions = 128, double Regularisation = 0.01, double UnobservedWeight = 0.005, int NeighboursMax = 50);

/// <summary>
/// Implicit matrix factorisation one event at a time, by messages on the graph of users and products: an event refreshes
/// the two nodes it touches, each from the vectors of its own neighbours by one step of their least-squares problem (the
/// online update of He, Zhang, Kan, Chua, "Fast matrix factorization for online recommendation with implicit feedback",
/// 2016), in O(neighbours × dimensions + dimensions²). A user's neighbours are the most recent products, a product's are a
/// uniform sample of its users. Deterministic by seed; not thread-safe.
/// </summary>
public sealed class IncrementalFactors : IEmbeddingModel
{
    private const float InitialLength = 0.1f;
    private const int FoldInSteps = 16;

    private readonly FactorSide _users;
    private readonly FactorSide _items;
    private readonly RidgeRule _ridge;
    private readonly RidgeSolver _solver;
    private readonly float[] _before;
    private readonly int[] _neighbours;
    private readonly UserHistory<int>[] _histories;
    private readonly Audience<int>[] _audiences;
    private readonly int _neighboursMax;

    /// <summary>No events yet: products at random places, users nowhere.</summary>
    public IncrementalFactors(int userCount, int itemCount, IncrementalFactorOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ridge = new RidgeRule(options.UnobservedWeight, options.Regularisation, FrequencyExponent: 1);
        _neighboursMax = options.NeighboursMax;
        var start = FactorMatrix.Random(itemCount, options.Dimensions, seed, InitialLength);
        _users = new FactorSide(new FactorMatrix(userCount, options.Dimensions), (float)options.UnobservedWeight);
        _items = new FactorSide(start, (float)options.UnobservedWeight);
        _solver = new RidgeSolver(options.Dimensions);
        _before = new float[options.Dimensions];
        _neighbours = new int[options.NeighboursMax];
        _histories = [.. Enumerable.Range(0, userCount).Select(_ => new UserHistory<int>(_neighboursMax))];
        _audiences = [.. Enumerable.Range(0, itemCount).Select(item =>
            new Audience<int>(_neighboursMax, StableHash.Mix(seed ^ (ulong)item)))];
    }

    public string Kind => "incremental-factors";

    public int Dimensions => _items.Vectors.Dimensions;

    public int ItemCount => _items.Vectors.Count;

    /// <summary>Users are placed by their history, known or not.</summary>
    public void EmbedUser(ReadOnlySpan<int> history, Span<float> destination)
    {
        var vector = destination[..Dimensions];
        vector.Clear();
        if (!history.IsEmpty)
        {
            var system = new RidgeSystem(
                _items.Vectors, _items.Gramian, history, _ridge.Of(history.Length, ItemCount));
            RidgeSolver.Rented(Dimensions).Improve(vector, system, FoldInSteps);
        }
    }

    public ReadOnlySpan<float> ItemVector(int item) => _items.Vectors.Row(item);

    /// <summary>One user's first engagement with an item; a repeated one changes nothing.</summary>
    public void Record(int user, int item)
    {
        if (!_histories[user].Record(item, weight: 1, at: default))
        {
            return;
        }

        _audiences[item].Add(user);
        var recent = _histories[user].Recent;
        for (var place = 0; place < recent.Length; place++)
        {
            _neighbours[place] = recent[place].Item;
        }

        Refresh(_users, user, _items, _neighbours.AsSpan(0, recent.Length));
        Refresh(_items, item, _users, _audiences[item].Users);
    }

    private void Refresh(FactorSide side, int node, FactorSide other, ReadOnlySpan<int> neighbours)
    {
        var vector = side.Vectors.Row(node);
        vector.CopyTo(_before);
        var ridge = _ridge.Of(neighbours.Length, other.Vectors.Count);
        _solver.Improve(vector, new RidgeSystem(other.Vectors, other.Gramian, neighbours, ridge), steps: 1);
        side.Moved(_before, vector);
    }

    /// <summary>The vectors of one side with their Gramian, which follows every move.</summary>
    private sealed class FactorSide(FactorMatrix vectors, float unobservedWeight)
    {
        public FactorMatrix Vectors => vectors;

        public FactorMatrix Gramian { get; } = vectors.Gramian(unobservedWeight);

        public void Moved(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
        {
            for (var dimension = 0; dimension < before.Length; dimension++)
            {
                var row = Gramian.Row(dimension);
                TensorPrimitives.MultiplyAdd(after, unobservedWeight * after[dimension], row, row);
                TensorPrimitives.MultiplyAdd(before, -unobservedWeight * before[dimension], row, row);
            }
        }
    }
}
