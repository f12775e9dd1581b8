namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A matrix among the parameters of a network, stored row by row from an offset on.</summary>
internal readonly record struct ParameterMatrix(int Offset, int Rows, int Columns)
{
    public int Length => Rows * Columns;

    public Span<float> In(Span<float> parameters) => parameters.Slice(Offset, Length);

    public ReadOnlySpan<float> In(ReadOnlySpan<float> parameters) => parameters.Slice(Offset, Length);
}

/// <summary>Where the parameters of a linear layer are: weights (inputs × outputs) and a bias per output.</summary>
internal readonly record struct LinearLayout(ParameterMatrix Weights, ParameterMatrix Bias)
{
    public int Inputs => Weights.Rows;

    public int Outputs => Weights.Columns;
}

/// <summary>Where the parameters of one transformer block are.</summary>
internal sealed record BlockLayout(
    LinearLayout QueryKeyValue, LinearLayout Output, ParameterMatrix DistanceBias, LinearLayout Up, LinearLayout Down);

/// <summary>Where everything but the products' vectors is, in one array.</summary>
internal sealed class TransformerLayout
{
    public TransformerLayout(SasRecOptions options)
    {
        var offset = 0;
        var (inner, hidden) = (options.Dimensions, options.HiddenDimensions);
        Blocks = new BlockLayout[options.Layers];
        for (var layer = 0; layer < Blocks.Length; layer++)
        {
            Blocks[layer] = new BlockLayout(
                Linear(inner, 3 * inner),
                Linear(inner, inner),
                Matrix(options.Heads, options.LengthMax),
                Linear(inner, hidden),
                Linear(hidden, inner));
        }

        Length = offset;

        LinearLayout Linear(int inputs, int outputs) => new(Matrix(inputs, outputs), Matrix(1, outputs));

        ParameterMatrix Matrix(int rows, int columns)
        {
            var matrix = new ParameterMatrix(offset, rows, columns);
            offset += matrix.Length;
            return matrix;
        }
    }

    public BlockLayout[] Blocks { get; }

    /// <summary>Number of parameters.</summary>
    public int Length { get; }

    /// <summary>Uniform weights by fan-in and fan-out (Glorot, Bengio, 2010); layers that feed the residual start smaller.</summary>
    public void Initialize(Span<float> parameters, ulong seed)
    {
        var random = new SplitMixRandom(seed);
        var residualScale = 1 / MathF.Sqrt(2 * Blocks.Length);
        parameters.Clear();
        foreach (var block in Blocks)
        {
            Fill(parameters, block.QueryKeyValue.Weights, 1, ref random);
            Fill(parameters, block.Output.Weights, residualScale, ref random);
            Fill(parameters, block.Up.Weights, 1, ref random);
            Fill(parameters, block.Down.Weights, residualScale, ref random);
        }
    }

    private static void Fill(Span<float> parameters, ParameterMatrix matrix, float scale, ref SplitMixRandom random)
    {
        var bound = scale * MathF.Sqrt(6f / (matrix.Rows + matrix.Columns));
        foreach (ref var value in matrix.In(parameters))
        {
            value = bound * ((2 * random.NextUnit()) - 1);
        }
    }
}
