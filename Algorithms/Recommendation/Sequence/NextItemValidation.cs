using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How well an embedding model ranks what came next in sequences it was not shown to the end.</summary>
internal static class NextItemValidation
{
    /// <summary>
    /// Mean of 1 / log2(rank + 1) of the last item among all items, over the whole ranking: smoother than a measure that ends
    /// at some rank, and so a steadier guide. From 0 to 1; ties count against the item.
    /// </summary>
    public static double MeanGain(IEmbeddingModel model, IReadOnlyList<int[]> sequences)
    {
        var user = new float[model.Dimensions];
        var newestFirst = Array.Empty<int>();
        var sum = 0.0;
        foreach (var sequence in sequences)
        {
            newestFirst = sequence[..^1];
            Array.Reverse(newestFirst);
            model.EmbedUser(newestFirst, user);
            sum += 1 / Math.Log2(RankOf(sequence[^1], model, user) + 1);
        }

        return sequences.Count == 0 ? 0 : sum / sequences.Count;
    }

    // The best rank is 1.
    private static int RankOf(int item, IEmbeddingModel model, ReadOnlySpan<float> user)
    {
        var score = TensorPrimitives.Dot(model.ItemVector(item), user);
        var rank = 0;
        for (var other = 0; other < model.ItemCount; other++)
        {
            rank += TensorPrimitives.Dot(model.ItemVector(other), user) >= score ? 1 : 0;
        }

        return Math.Max(1, rank);
    }
}
