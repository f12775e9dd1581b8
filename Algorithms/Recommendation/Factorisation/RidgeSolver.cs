using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Solves (α₀ G + Σ h hᵀ + r I) x = Σ h for one row, where G is the Gramian of all rows h of the other side and the sums run
/// over the observed ones, by conjugate gradients (Takács, Pilászy, Tikk, "Applications of the conjugate gradient method for
/// implicit feedback collaborative filtering", 2011): no matrix per row is ever built. One per thread; allocates nothing.
/// </summary>
internal sealed class RidgeSolver(int dimensions)
{
    private const float ResidualMin = 1e-12f;

    [ThreadStatic]
    private static RidgeSolver? t_rented;

    private readonly float[] _residual = new float[dimensions];
    private readonly float[] _direction = new float[dimensions];
    private readonly float[] _product = new float[dimensions];

    /// <summary>A solver that belongs to this thread until the caller returns.</summary>
    public static RidgeSolver Rented(int dimensions)
    {
        if (t_rented is not { } solver || solver.Dimensions != dimensions)
        {
            t_rented = solver = new RidgeSolver(dimensions);
        }

        return solver;
    }

    public int Dimensions => dimensions;

    /// <summary>Improves <paramref name="x"/> by so many steps.</summary>
    public void Improve(Span<float> x, in RidgeSystem system, int steps)
    {
        Multiply(system, x, _product);
        _residual.AsSpan().Clear();
        foreach (var row in system.Observed)
        {
            TensorPrimitives.Add(_residual, system.Rows.Row(row), _residual);
        }

        TensorPrimitives.Subtract(_residual, _product, _residual);
        _residual.CopyTo(_direction.AsSpan());
        var squared = TensorPrimitives.SumOfSquares<float>(_residual);
        for (var step = 0; step < steps && squared > ResidualMin; step++)
        {
            Multiply(system, _direction, _product);
            var length = squared / TensorPrimitives.Dot<float>(_direction, _product);
            TensorPrimitives.MultiplyAdd(_direction, length, x, x);
            TensorPrimitives.MultiplyAdd(_product, -length, _residual, _residual);
            var next = TensorPrimitives.SumOfSquares<float>(_residual);
            TensorPrimitives.MultiplyAdd(_direction, next / squared, _residual, _direction);
            squared = next;
        }
    }

    private void Multiply(in RidgeSystem system, ReadOnlySpan<float> vector, Span<float> destination)
    {
        for (var row = 0; row < dimensions; row++)
        {
            destination[row] = TensorPrimitives.Dot(system.Gramian.Row(row), vector);
        }

        TensorPrimitives.MultiplyAdd(vector, system.Ridge, destination, destination);
        foreach (var row in system.Observed)
        {
            var observed = system.Rows.Row(row);
            TensorPrimitives.MultiplyAdd(observed, TensorPrimitives.Dot(observed, vector), destination, destination);
        }
    }
}

/// <summary>One row's system; the Gramian is already multiplied by the unobserved weight.</summary>
internal readonly ref struct RidgeSystem(
    FactorMatrix rows, FactorMatrix gramian, ReadOnlySpan<int> observed, float ridge)
{
    public FactorMatrix Rows { get; } = rows;

    public FactorMatrix Gramian { get; } = gramian;

    public ReadOnlySpan<int> Observed { get; } = observed;

    public float Ridge { get; } = ridge;
}
