using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Numerics;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class LayerGradientTests
{
    private const int Dimensions = 8;
    private const int LengthMax = 6;
    private static readonly int[] Lengths = [3, 1, 5];
    private static readonly int Rows = Lengths.Sum();
    private static readonly SasRecOptions Options = new(
        Dimensions, Layers: 2, Heads: 2, HiddenDimensions: 12, LengthMax, Dropout: 0.25f, Sharpness: 4);

    [Fact]
    public void RowNorm_Gradient_IsTheSlopeOfTheLoss()
    {
        var (input, direction) = (Gradients.Values(Rows * Dimensions, 1), Gradients.Values(Rows * Dimensions, 2));
        var (result, factors, gradient) = (new float[input.Length], new float[Rows], new float[input.Length]);
        RowNorm.Forward(input, Dimensions, 3, result, factors);
        RowNorm.Backward(result.ToArray(), Dimensions, 3, factors.ToArray(), direction.ToArray(), gradient);

        Gradients.AssertMatches(Loss, input, gradient);

        double Loss()
        {
            RowNorm.Forward(input, Dimensions, 3, result, factors);
            return TensorPrimitives.Dot<float>(result, direction);
        }
    }

    [Fact]
    public void RowNorm_RowOfZeros_StaysZero()
    {
        float[] result = [1, 1];

        RowNorm.Forward([0, 0], 2, 1, result, new float[1]);

        Assert.Equal([0, 0], result);
    }

    [Fact]
    public void LinearLayer_Gradients_AreTheSlopesOfTheLoss()
    {
        const int Outputs = 5;
        var layout = new LinearLayout(new ParameterMatrix(0, Dimensions, Outputs), new ParameterMatrix(Dimensions * Outputs, 1, Outputs));
        var parameters = Gradients.Values((Dimensions + 1) * Outputs, 1);
        var (input, direction) = (Gradients.Values(Rows * Dimensions, 2), Gradients.Values(Rows * Outputs, 3));
        var (parameterGradients, inputGradient) = (new float[parameters.Length], new float[input.Length]);
        var packed = new PackedLinear();
        packed.Pack(layout, parameters, forTraining: true);
        LinearLayer.Backward(layout, packed, input, direction, parameterGradients, inputGradient, new PackedMatrix());

        Gradients.AssertMatches(Loss, input, inputGradient);
        Gradients.AssertMatches(Loss, parameters, parameterGradients);

        double Loss()
        {
            packed.Pack(layout, parameters, forTraining: false);
            var result = new float[direction.Length];
            LinearLayer.Forward(input, packed.Forward, layout.Bias.In((ReadOnlySpan<float>)parameters), result);
            return TensorPrimitives.Dot<float>(result, direction);
        }
    }

    [Fact]
    public void CausalAttention_Gradients_AreTheSlopesOfTheLoss()
    {
        var attention = new CausalAttention(Dimensions, 2, LengthMax);
        var (inputs, bias) = (Gradients.Values(Rows * Dimensions * 3, 1), Gradients.Values(2 * LengthMax, 2));
        var direction = Gradients.Values(Rows * Dimensions, 3);
        var weights = new float[Lengths.Sum(attention.WeightCount)];
        var context = new float[direction.Length];
        attention.Forward(Lengths, inputs, bias, weights, context);
        var (inputGradient, biasGradient) = (new float[inputs.Length], new float[bias.Length]);
        attention.Backward(Lengths, inputs, weights.ToArray(), direction, inputGradient, biasGradient);

        Gradients.AssertMatches(Loss, inputs, inputGradient);
        Gradients.AssertMatches(Loss, bias, biasGradient);

        double Loss()
        {
            attention.Forward(Lengths, inputs, bias, weights, context);
            return TensorPrimitives.Dot<float>(context, direction);
        }
    }

    [Fact]
    public void CausalAttention_LaterPositions_ChangeNothingBefore()
    {
        var attention = new CausalAttention(Dimensions, 2, LengthMax);
        var inputs = Gradients.Values(Rows * Dimensions * 3, 1);
        var before = Context();
        inputs.AsSpan(^(Dimensions * 3)..).Fill(9);
        var after = Context();

        Assert.Equal(before[..^Dimensions], after[..^Dimensions]);
        Assert.NotEqual(before, after);

        float[] Context()
        {
            var context = new float[Rows * Dimensions];
            attention.Forward(Lengths, inputs, new float[2 * LengthMax], new float[Lengths.Sum(attention.WeightCount)], context);
            return context;
        }
    }

    [Fact]
    public void Network_WithDropout_GradientsAreTheSlopesOfTheLoss()
    {
        var network = new TransformerNetwork(Options);
        var parameters = Gradients.Values(network.Layout.Length, 1, scale: 0.5f);
        var (input, direction) = (Gradients.Values(Rows * Dimensions, 2), Gradients.Values(Rows * Dimensions, 3));
        var memory = new NetworkMemory(Options.Layers);
        Loss();
        network.Pack(parameters, forTraining: true);
        var (gradient, parameterGradients) = (direction.ToArray(), new float[parameters.Length]);
        network.Backward(Lengths, gradient, memory, hasDropout: true, parameterGradients);

        Gradients.AssertMatches(Loss, input, gradient);
        Gradients.AssertMatches(Loss, parameters, parameterGradients);

        double Loss()
        {
            network.Pack(parameters, forTraining: false);
            var rows = input.ToArray();
            var random = new SplitMixRandom(7);
            network.Forward(parameters, Lengths, rows, memory, Options.Dropout, ref random);
            return TensorPrimitives.Dot<float>(rows, direction);
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(5)]
    public void Shard_ItemVectors_GradientIsTheSlopeOfTheLoss(int negatives)
    {
        const int ItemCount = 30;
        var options = Options with { NegativesMax = negatives };
        int[][] sequences = [[1, 2, 3, 2], [4, 5], [6, 7, 8, 9, 1]];
        var candidates = new CandidateSet(new SequenceWindows(new TrainingData(ItemCount, sequences), LengthMax, seed: 1), options);
        var network = new TransformerNetwork(options);
        var parameters = Gradients.Values(network.Layout.Length, 1, scale: 0.5f);
        network.Pack(parameters, forTraining: true);
        var shard = new SasRecShard(options, network);
        foreach (var sequence in sequences)
        {
            shard.Batch.Add(sequence);
        }

        var random = new SplitMixRandom(3);
        candidates.Choose([shard.Batch], sequences.Length, ref random);
        var items = Gradients.Values(ItemCount * Dimensions, 2);
        Loss();
        var gradient = new float[items.Length];
        for (var slot = 0; slot < candidates.Count; slot++)
        {
            RowNorm.Backward(
                candidates.Units.Slice(slot * Dimensions, Dimensions),
                Dimensions,
                1,
                candidates.Factors.Slice(slot, 1),
                shard.CandidateGradients(candidates.Count).Slice(slot * Dimensions, Dimensions),
                gradient.AsSpan(candidates.Items[slot] * Dimensions, Dimensions));
        }

        Gradients.AssertMatches(Loss, items, gradient);

        double Loss()
        {
            candidates.Pack(items);
            shard.Run(parameters, candidates, weight: 1, seed: 9);
            return shard.Loss;
        }
    }

    [Fact]
    public void Dropout_Rate_SilencesThatShareAndKeepsTheMean()
    {
        var factors = new float[100_003];
        var random = new SplitMixRandom(3);

        Dropout.Draw(0.25f, factors, ref random);

        Assert.InRange(factors.Count(factor => factor == 0) / (double)factors.Length, 0.24, 0.26);
        Assert.InRange(factors.Average(), 0.99, 1.01);
    }
}
