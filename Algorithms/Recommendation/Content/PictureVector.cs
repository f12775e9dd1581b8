using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Brings the vector of a picture, of whatever model and length, to the length of an embedding: a random projection with
/// signs (Achlioptas, "Database-friendly random projections: Johnson-Lindenstrauss with binary coins", 2003), the signs by
/// hash, so that pictures that resemble each other still do.
/// </summary>
public static class PictureVector
{
    /// <summary>The folded unit vector; empty for an empty vector or one of zeros.</summary>
    public static float[] Fold(ReadOnlySpan<float> picture)
    {
        var folded = new float[Embedding.Dimensions];
        for (var index = 0; index < picture.Length; index++)
        {
            var signs = StableHash.Mix((ulong)index);
            for (var dimension = 0; dimension < folded.Length; dimension++)
            {
                folded[dimension] += ((signs >> dimension) & 1) == 0 ? picture[index] : -picture[index];
            }
        }

        Embedding.Normalise(folded);
        return folded.AsSpan().ContainsAnyExcept(0f) ? folded : [];
    }
}
