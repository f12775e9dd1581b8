using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Unit vectors of users and products and the message that moves them: on an engagement the user's vector moves towards the
/// product's and the product's towards the user's. This is one step of neighbourhood averaging as in LightGCN (He et al.,
/// "LightGCN: simplifying and powering graph convolution network for recommendation", 2020), done per event instead of
/// per epoch. A vector of zeros means "nothing known".
/// </summary>
public static class Embedding
{
    public const int Dimensions = 32;

    /// <summary>How far one full-weight engagement moves a user towards a product.</summary>
    public const float UserRate = 0.2f;

    /// <summary>How far one moves a product towards a user; small, so that a product keeps its content.</summary>
    public const float ItemRate = 0.02f;

    /// <summary>Moves a vector towards another by a share of 0 to 1 and keeps it a unit vector.</summary>
    public static void MoveTowards(Span<float> vector, ReadOnlySpan<float> target, float rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        if (IsZero(target))
        {
            return;
        }

        // The first message is all that is known, whatever its rate.
        var share = IsZero(vector) ? 1 : rate;
        TensorPrimitives.Multiply(vector, 1 - share, vector);
        TensorPrimitives.MultiplyAdd(target, share, vector, vector);
        Normalise(vector);
    }

    /// <summary>Cosine of the angle between two vectors, 0 when either is unknown.</summary>
    public static float Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var norms = TensorPrimitives.Norm(left) * TensorPrimitives.Norm(right);
        return norms > 0 ? TensorPrimitives.Dot(left, right) / norms : 0;
    }

    /// <summary>Scales to length one; zero stays zero.</summary>
    public static void Normalise(Span<float> vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }
    }

    private static bool IsZero(ReadOnlySpan<float> vector) => !vector.ContainsAnyExcept(0f);
}
