namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>One source of recommendations, built from training pairs, that scores all items for a user.</summary>
internal interface ISplitRetriever
{
    /// <summary>
    /// Writes a score per item into a span of zeros; only the order and the distances matter, 0 says nothing about the item.
    /// </summary>
    void Score(int user, Span<float> scores);
}
