using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class BprStepTests
{
    [Fact]
    public void Apply_Repeatedly_TurnsTheOrderRoundAndSettles()
    {
        float[] user = [0.5f, -0.2f, 0.1f];
        float[] touched = [-0.3f, 0.1f, 0.2f];
        float[] other = [0.4f, 0.2f, -0.1f];
        var before = BprStep.Apply(user, touched, other, rate: 0.1f);
        var last = before;
        for (var step = 0; step < 500; step++)
        {
            last = BprStep.Apply(user, touched, other, rate: 0.1f);
        }

        Assert.True(before < 0.5);
        Assert.InRange(last, 0.9, 0.9999);
        Assert.True(TensorPrimitives.Dot<float>(user, touched) > TensorPrimitives.Dot<float>(user, other));
        Assert.True(TensorPrimitives.Norm<float>(user) < 10);
    }

    [Fact]
    public void Apply_OneStep_FollowsTheGradientOfTheLogLikelihood()
    {
        float[] start = [0.3f, -0.7f, 0.2f, 0.9f, 0.5f, -0.4f];
        const float Rate = 1e-3f;
        const float Difference = 1e-3f;
        var moved = start.ToArray();
        BprStep.Apply(moved.AsSpan(0, 2), moved.AsSpan(2, 2), moved.AsSpan(4, 2), Rate, regularisation: 0);

        for (var place = 0; place < start.Length; place++)
        {
            var (up, down) = (start.ToArray(), start.ToArray());
            up[place] += Difference;
            down[place] -= Difference;
            var gradient = (LogLikelihood(up) - LogLikelihood(down)) / (2 * Difference);
            Assert.Equal(gradient, (moved[place] - start[place]) / Rate, 2e-3);
        }
    }

    [Fact]
    public void Apply_LengthsThatDiffer_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BprStep.Apply(new float[2], new float[3], new float[2]));

    private static double LogLikelihood(float[] values)
    {
        var margin = 0.0;
        for (var dimension = 0; dimension < 2; dimension++)
        {
            margin += (double)values[dimension] * (values[2 + dimension] - values[4 + dimension]);
        }

        return -Math.Log(1 + Math.Exp(-margin));
    }
}
