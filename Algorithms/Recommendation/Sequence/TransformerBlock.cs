using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Numerics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What a block remembers of the way forward for the way back.</summary>
internal sealed class BlockMemory
{
    public GrowingBuffer AttentionInput { get; } = new();

    public GrowingBuffer AttentionFactors { get; } = new();

    public GrowingBuffer QueryKeyValue { get; } = new();

    public GrowingBuffer AttentionWeights { get; } = new();

    public GrowingBuffer Context { get; } = new();

    public GrowingBuffer AttentionDropout { get; } = new();

    public GrowingBuffer HiddenInput { get; } = new();

    public GrowingBuffer HiddenFactors { get; } = new();

    public GrowingBuffer Hidden { get; } = new();

    public GrowingBuffer HiddenDropout { get; } = new();
}

/// <summary>Memory of one thread that runs blocks.</summary>
internal sealed class BlockScratch
{
    public GrowingBuffer Branch { get; } = new();

    public GrowingBuffer Wide { get; } = new();

    public GrowingBuffer Narrow { get; } = new();

    public PackedMatrix Packed { get; } = new();
}

/// <summary>The weights of a block packed for products; read by many threads.</summary>
internal sealed class PackedBlock
{
    public PackedLinear QueryKeyValue { get; } = new();

    public PackedLinear Output { get; } = new();

    public PackedLinear Up { get; } = new();

    public PackedLinear Down { get; } = new();

    public void Pack(BlockLayout layout, ReadOnlySpan<float> parameters, bool forTraining)
    {
        QueryKeyValue.Pack(layout.QueryKeyValue, parameters, forTraining);
        Output.Pack(layout.Output, parameters, forTraining);
        Up.Pack(layout.Up, parameters, forTraining);
        Down.Pack(layout.Down, parameters, forTraining);
    }
}

/// <summary>
/// One block: x += Attention(norm(x)), then x += Down(relu(Up(norm(x)))), the normalisation in front of each branch (Xiong et
/// al., "On layer normalization in the transformer architecture", 2020). Works on rows in place.
/// </summary>
internal sealed class TransformerBlock(BlockLayout layout, PackedBlock packed, CausalAttention attention)
{
    private readonly int _dimensions = layout.Output.Outputs;
    private readonly float _norm = MathF.Sqrt(layout.Output.Outputs);

    /// <summary>Replaces the rows by the block's output. A dropout of 0 draws nothing.</summary>
    public void Forward(
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<int> lengths,
        Span<float> rows,
        BlockMemory memory,
        BlockScratch scratch,
        float dropout,
        ref SplitMixRandom random)
    {
        var count = rows.Length / _dimensions;
        var input = memory.AttentionInput.Take(rows.Length);
        RowNorm.Forward(rows, _dimensions, _norm, input, memory.AttentionFactors.Take(count));
        var queries = memory.QueryKeyValue.Take(rows.Length * 3);
        LinearLayer.Forward(input, packed.QueryKeyValue.Forward, layout.QueryKeyValue.Bias.In(parameters), queries);
        var context = memory.Context.Take(rows.Length);
        var weights = memory.AttentionWeights.Take(WeightCount(lengths));
        attention.Forward(lengths, queries, layout.DistanceBias.In(parameters), weights, context);
        var branch = scratch.Branch.Take(rows.Length);
        LinearLayer.Forward(context, packed.Output.Forward, layout.Output.Bias.In(parameters), branch);
        AddBranch(branch, memory.AttentionDropout, dropout, rows, ref random);

        var hiddenInput = memory.HiddenInput.Take(rows.Length);
        RowNorm.Forward(rows, _dimensions, _norm, hiddenInput, memory.HiddenFactors.Take(count));
        var hidden = memory.Hidden.Take(count * layout.Up.Outputs);
        LinearLayer.Forward(hiddenInput, packed.Up.Forward, layout.Up.Bias.In(parameters), hidden);
        TensorPrimitives.Max(hidden, 0, hidden);
        LinearLayer.Forward(hidden, packed.Down.Forward, layout.Down.Bias.In(parameters), branch);
        AddBranch(branch, memory.HiddenDropout, dropout, rows, ref random);
    }

    /// <summary>Replaces the gradient of the output by that of the input, and adds to those of the parameters.</summary>
    public void Backward(
        ReadOnlySpan<int> lengths,
        Span<float> gradient,
        BlockMemory memory,
        BlockScratch scratch,
        bool hasDropout,
        Span<float> parameterGradients)
    {
        BackThroughHidden(gradient, memory, scratch, hasDropout, parameterGradients);
        var count = gradient.Length / _dimensions;
        var branch = scratch.Branch.Take(gradient.Length);
        gradient.CopyTo(branch);
        Dropout.Apply(hasDropout ? memory.AttentionDropout.Take(gradient.Length) : [], branch);
        var narrow = scratch.Narrow.Take(gradient.Length);
        LinearLayer.Backward(
            layout.Output, packed.Output, memory.Context.Take(gradient.Length), branch, parameterGradients, narrow, scratch.Packed);
        var wide = scratch.Wide.Take(gradient.Length * 3);
        attention.Backward(
            lengths,
            memory.QueryKeyValue.Take(gradient.Length * 3),
            memory.AttentionWeights.Take(WeightCount(lengths)),
            narrow,
            wide,
            layout.DistanceBias.In(parameterGradients));
        var input = memory.AttentionInput.Take(gradient.Length);
        LinearLayer.Backward(
            layout.QueryKeyValue, packed.QueryKeyValue, input, wide, parameterGradients, narrow, scratch.Packed);
        RowNorm.Backward(input, _dimensions, _norm, memory.AttentionFactors.Take(count), narrow, gradient);
    }

    private void BackThroughHidden(
        Span<float> gradient, BlockMemory memory, BlockScratch scratch, bool hasDropout, Span<float> parameterGradients)
    {
        var count = gradient.Length / _dimensions;
        var branch = scratch.Branch.Take(gradient.Length);
        gradient.CopyTo(branch);
        Dropout.Apply(hasDropout ? memory.HiddenDropout.Take(gradient.Length) : [], branch);
        var hidden = memory.Hidden.Take(count * layout.Up.Outputs);
        var wide = scratch.Wide.Take(hidden.Length);
        LinearLayer.Backward(layout.Down, packed.Down, hidden, branch, parameterGradients, wide, scratch.Packed);
        for (var index = 0; index < hidden.Length; index++)
        {
            wide[index] = hidden[index] > 0 ? wide[index] : 0;
        }

        var input = memory.HiddenInput.Take(gradient.Length);
        var narrow = scratch.Narrow.Take(gradient.Length);
        LinearLayer.Backward(layout.Up, packed.Up, input, wide, parameterGradients, narrow, scratch.Packed);
        RowNorm.Backward(input, _dimensions, _norm, memory.HiddenFactors.Take(count), narrow, gradient);
    }

    private static void AddBranch(
        Span<float> branch, GrowingBuffer factors, float dropout, Span<float> rows, ref SplitMixRandom random)
    {
        if (dropout > 0)
        {
            var drawn = factors.Take(branch.Length);
            Dropout.Draw(dropout, drawn, ref random);
            Dropout.Apply(drawn, branch);
        }

        TensorPrimitives.Add(rows, branch, rows);
    }

    private int WeightCount(ReadOnlySpan<int> lengths)
    {
        var count = 0;
        foreach (var length in lengths)
        {
            count += attention.WeightCount(length);
        }

        return count;
    }
}
