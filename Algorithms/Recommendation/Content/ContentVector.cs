using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// What a product's card says about it, the input of its first embedding. The picture is folded by
/// <see cref="PictureVector"/>, or empty.
/// </summary>
public sealed record ProductContent(
    string Title,
    string Description = "",
    string Category = "",
    string Brand = "",
    long PriceMinor = 0,
    ReadOnlyMemory<float> Picture = default);

/// <summary>
/// A product's embedding before anybody has touched it: signed feature hashing (Weinberger, Dasgupta, Langford, Smola,
/// Attenberg, "Feature hashing for large scale multitask learning", 2009) of category, brand, words, letter trigrams and
/// price band. Products that share words, brand or category point the same way; nothing has to be trained.
/// </summary>
public static class ContentVector
{
    private const float CategoryWeight = 3;
    private const float BrandWeight = 2;
    private const float TitleWeight = 1;
    private const float DescriptionWeight = 0.3f;
    private const float TrigramShare = 0.3f;
    private const float PriceWeight = 0.7f;
    private const float PictureShare = 0.5f;
    private const int TrigramLength = 3;
    private const int CoordinatesPerFeature = 4;

    private enum Field : ulong
    {
        Category = 1,
        Brand = 2,
        Text = 3,
        Trigram = 4,
        Price = 5,
    }

    /// <summary>The unit vector of a product's content.</summary>
    public static float[] Of(ProductContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var vector = new float[Embedding.Dimensions];
        AddWhole(vector, content.Category, Field.Category, CategoryWeight);
        AddWhole(vector, content.Brand, Field.Brand, BrandWeight);
        AddText(vector, content.Title, TitleWeight);
        AddText(vector, content.Description, DescriptionWeight);
        AddPriceBand(vector, content.PriceMinor);
        AddPicture(vector, content.Picture.Span);
        Embedding.Normalise(vector);
        return vector;
    }

    // A share of what the text says, so that a picture helps a long text as much as a short one.
    private static void AddPicture(Span<float> vector, ReadOnlySpan<float> picture)
    {
        if (!picture.IsEmpty)
        {
            var weight = PictureShare * Math.Max(1, TensorPrimitives.Norm<float>(vector));
            TensorPrimitives.MultiplyAdd(picture, weight, vector, vector);
        }
    }

    private static void AddWhole(Span<float> vector, string value, Field field, float weight)
    {
        var normalized = TextNormalizer.Normalize(value).Trim();
        if (normalized.Length > 0)
        {
            AddFeature(vector, StableHash.Of(normalized, (ulong)field), weight);
        }
    }

    private static void AddText(Span<float> vector, string text, float weight)
    {
        foreach (var token in new TokenEnumerator(TextNormalizer.Normalize(text)))
        {
            AddFeature(vector, StableHash.Of(token, (ulong)Field.Text), weight);

            // Trigrams let "camera" and "cameras" meet without a stemmer.
            for (var start = 0; token.Length > TrigramLength && start + TrigramLength <= token.Length; start++)
            {
                var trigram = token.Slice(start, TrigramLength);
                AddFeature(vector, StableHash.Of(trigram, (ulong)Field.Trigram), weight * TrigramShare);
            }
        }
    }

    // Prices are compared by ratio: a band is a factor of two.
    private static void AddPriceBand(Span<float> vector, long priceMinor)
    {
        if (priceMinor > 0)
        {
            AddFeature(vector, StableHash.Mix(((ulong)Field.Price << 32) | (uint)Math.ILogB(priceMinor)), PriceWeight);
        }
    }

    // Several coordinates per feature, so that two features rarely fall on the same ones.
    private static void AddFeature(Span<float> vector, ulong hash, float weight)
    {
        for (var coordinate = 0; coordinate < CoordinatesPerFeature; coordinate++)
        {
            var sign = (hash & 1) == 0 ? weight : -weight;
            vector[(int)((hash >> 1) % (ulong)vector.Length)] += sign;
            hash = StableHash.Mix(hash);
        }
    }
}
