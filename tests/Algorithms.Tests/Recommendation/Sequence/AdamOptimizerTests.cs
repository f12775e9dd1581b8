using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class AdamOptimizerTests
{
    // More than any vector is wide, and no multiple of it.
    private const int Length = 37;

    [Fact]
    public void Update_Quadratic_ReachesTheMinimum()
    {
        var target = Gradients.Values(Length, 1);
        var (parameters, means, variances) = (new float[Length], new float[Length], new float[Length]);
        for (var step = 1; step <= 2_000; step++)
        {
            float[] gradients = [.. parameters.Zip(target, (at, to) => 2 * (at - to))];
            AdamOptimizer.Update(parameters, gradients, means, variances, learningRate: 0.01f, step);
        }

        Assert.All(parameters.Zip(target), pair => Assert.Equal(pair.Second, pair.First, 0.02f));
    }

    [Theory]
    [InlineData(0.001f)]
    [InlineData(1000f)]
    public void Update_GradientOfAnySize_StepsAlike(float size)
    {
        var parameters = new float[Length];
        float[] gradients = [.. Enumerable.Repeat(size, Length)];

        AdamOptimizer.Update(parameters, gradients, new float[Length], new float[Length], learningRate: 0.5f, step: 1);

        // A hundredth of the rate: the first of a hundred steps of warming up.
        Assert.All(parameters, value => Assert.Equal(-0.005f, value, 1e-5f));
    }

    [Fact]
    public void Update_VectorsAndRest_AgreeWithOneByOne()
    {
        var gradients = Gradients.Values(Length, 3);
        var (together, alone) = (Gradients.Values(Length, 4), Gradients.Values(Length, 4));
        float[][] moments = [new float[Length], new float[Length], new float[Length], new float[Length]];
        for (var step = 1; step <= 3; step++)
        {
            AdamOptimizer.Update(together, gradients, moments[0], moments[1], 0.1f, step);
            for (var index = 0; index < Length; index++)
            {
                AdamOptimizer.Update(
                    alone.AsSpan(index, 1), gradients.AsSpan(index, 1), moments[2].AsSpan(index, 1), moments[3].AsSpan(index, 1), 0.1f, step);
            }
        }

        Assert.All(together.Zip(alone), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }
}
