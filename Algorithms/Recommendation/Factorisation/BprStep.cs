using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// One step of Bayesian personalised ranking (Rendle, Freudenthaler, Gantner, Schmidt-Thieme, "BPR: Bayesian personalized
/// ranking from implicit feedback", 2009): moves the vectors of a user, of the product just touched and of one that was not,
/// so that the first product scores higher. Lets trained vectors follow events until the next training. The step is
/// proportional to how wrong the order still is, so that vectors settle.
/// </summary>
public static class BprStep
{
    public const float DefaultRate = 0.02f;
    public const float DefaultRegularisation = 0.01f;

    /// <summary>Moves the three vectors, which have the same length, and returns the probability that the order was right.</summary>
    public static float Apply(
        Span<float> user,
        Span<float> touched,
        Span<float> other,
        float rate = DefaultRate,
        float regularisation = DefaultRegularisation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(touched.Length, user.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, user.Length);
        var margin = TensorPrimitives.Dot<float>(user, touched) - TensorPrimitives.Dot<float>(user, other);
        var probability = 1 / (1 + MathF.Exp(-margin));
        var push = rate * (1 - probability);
        var keep = 1 - (rate * regularisation);
        for (var dimension = 0; dimension < user.Length; dimension++)
        {
            var (u, i, j) = (user[dimension], touched[dimension], other[dimension]);
            user[dimension] = (keep * u) + (push * (i - j));
            touched[dimension] = (keep * i) + (push * u);
            other[dimension] = (keep * j) - (push * u);
        }

        return probability;
    }
}
