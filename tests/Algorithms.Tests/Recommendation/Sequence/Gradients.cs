using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

/// <summary>Compares gradients with what the loss really does along random directions.</summary>
internal static class Gradients
{
    private const float Distance = 1e-2f;
    private const int Directions = 6;

    /// <summary>Reproducible values around zero.</summary>
    public static float[] Values(int count, int seed, float scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * random.NextSingle()) - 1))];
    }

    /// <summary>Central differences of the loss must agree with the gradient to 2 %.</summary>
    public static void AssertMatches(Func<double> loss, float[] values, ReadOnlySpan<float> gradient)
    {
        Assert.True(TensorPrimitives.Norm(gradient) > 1e-3, "a gradient of zero shows nothing");
        var before = values.ToArray();
        for (var seed = 0; seed < Directions; seed++)
        {
            // Half towards the gradient: a random direction alone would hardly change the loss.
            var direction = Values(values.Length, seed + 100);
            TensorPrimitives.Multiply(direction, 1 / TensorPrimitives.Norm<float>(direction), direction);
            TensorPrimitives.MultiplyAdd(gradient, 1 / TensorPrimitives.Norm(gradient), direction, direction);
            var expected = TensorPrimitives.Dot(gradient, direction);

            TensorPrimitives.MultiplyAdd(direction, Distance, before, values);
            var above = loss();
            TensorPrimitives.MultiplyAdd(direction, -Distance, before, values);
            var below = loss();
            before.CopyTo(values, 0);

            var slope = (above - below) / (2 * Distance);
            Assert.True(Math.Abs(slope - expected) < (0.02 * Math.Abs(expected)) + 1e-3, $"slope {slope}, gradient {expected}");
        }
    }
}
