namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Memory of one thread that runs a network.</summary>
internal sealed class NetworkMemory(int layers)
{
    public BlockMemory[] Blocks { get; } = [.. Enumerable.Range(0, layers).Select(_ => new BlockMemory())];

    public BlockScratch Scratch { get; } = new();

    public GrowingBuffer InputDropout { get; } = new();
}

/// <summary>
/// The blocks of a network one after another, with their weights packed. After <see cref="Pack"/> many threads may run it,
/// each with its own memory.
/// </summary>
internal sealed class TransformerNetwork
{
    private readonly PackedBlock[] _packed;
    private readonly TransformerBlock[] _blocks;

    public TransformerNetwork(SasRecOptions options)
    {
        Layout = new TransformerLayout(options);
        var attention = new CausalAttention(options.Dimensions, options.Heads, options.LengthMax);
        _packed = [.. Layout.Blocks.Select(_ => new PackedBlock())];
        _blocks = [.. Layout.Blocks.Select((layout, layer) => new TransformerBlock(layout, _packed[layer], attention))];
    }

    public TransformerLayout Layout { get; }

    /// <summary>Takes over changed weights.</summary>
    public void Pack(ReadOnlySpan<float> parameters, bool forTraining)
    {
        for (var layer = 0; layer < _packed.Length; layer++)
        {
            _packed[layer].Pack(Layout.Blocks[layer], parameters, forTraining);
        }
    }

    /// <summary>Replaces the input rows of some sequences by the output rows.</summary>
    public void Forward(
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<int> lengths,
        Span<float> rows,
        NetworkMemory memory,
        float dropout,
        ref SplitMixRandom random)
    {
        if (dropout > 0)
        {
            var factors = memory.InputDropout.Take(rows.Length);
            Dropout.Draw(dropout, factors, ref random);
            Dropout.Apply(factors, rows);
        }

        for (var layer = 0; layer < _blocks.Length; layer++)
        {
            _blocks[layer].Forward(parameters, lengths, rows, memory.Blocks[layer], memory.Scratch, dropout, ref random);
        }
    }

    /// <summary>Replaces the gradient of the output rows by that of the input rows, and adds to the parameters'.</summary>
    public void Backward(
        ReadOnlySpan<int> lengths, Span<float> gradient, NetworkMemory memory, bool hasDropout, Span<float> parameterGradients)
    {
        for (var layer = _blocks.Length - 1; layer >= 0; layer--)
        {
            _blocks[layer].Backward(lengths, gradient, memory.Blocks[layer], memory.Scratch, hasDropout, parameterGradients);
        }

        Dropout.Apply(hasDropout ? memory.InputDropout.Take(gradient.Length) : [], gradient);
    }
}
