namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Something that scores what may come next in a sequence.</summary>
public interface INextItemSource
{
    /// <summary>Names the source on the command line and in results.</summary>
    string Name { get; }

    /// <summary>Adds a positive score for every item it has something to say about; the prefix is oldest first.</summary>
    void Score(ReadOnlySpan<int> prefix, ScoreAccumulator scores);
}
