namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>One measured request. All spans are read while it is added and not kept.</summary>
public readonly ref struct RankedRequest
{
    /// <summary>Whether the item at each rank, from 0, is relevant; ranks beyond the span are misses.</summary>
    public required ReadOnlySpan<bool> Hits { get; init; }

    /// <summary>All items that are relevant, those that were ranked best first.</summary>
    public required ReadOnlySpan<int> Relevant { get; init; }

    /// <summary>The items shown, best first.</summary>
    public required ReadOnlySpan<int> Shown { get; init; }

    /// <summary>What is known of the user: the items of the history.</summary>
    public ReadOnlySpan<int> History { get; init; }

    /// <summary>Area under the curve of this request's scores.</summary>
    public double Auc { get; init; }
}
