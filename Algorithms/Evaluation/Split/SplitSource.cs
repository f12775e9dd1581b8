namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>The retrievers that the split protocol can measure, alone or together.</summary>
public enum SplitSource
{
    Unknown = 0,

    /// <summary>Incremental item neighbourhoods.</summary>
    Neighbours = 1,

    /// <summary>The same model computed in batch: the yardstick of the incremental one.</summary>
    Batch = 2,

    /// <summary>User neighbourhoods from bounded audiences.</summary>
    Users = 3,

    /// <summary>Factors that every event refreshes.</summary>
    Factors = 4,

    /// <summary>Trained implicit matrix factorisation.</summary>
    Als = 5,

    /// <summary>Friends' taste in the space of the trained factors, or of the incremental ones where nothing is trained.</summary>
    Friends = 6,
}

/// <summary>What kinds of sources there are.</summary>
internal static class SplitSourceKinds
{
    /// <summary>Learns from the whole data at once.</summary>
    public static bool IsTrained(this SplitSource source) => source is SplitSource.Batch or SplitSource.Als;

    /// <summary>Needs the hyper-parameters of factorisation.</summary>
    public static bool UsesTrainedFactors(this SplitSource source) =>
        source is SplitSource.Als or SplitSource.Factors or SplitSource.Friends;
}
