namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Averages over all requests of an evaluation.</summary>
public sealed record EvaluationMetrics(
    int Requests,
    double RecallAtTop,
    double NdcgAtTop,
    double PrecisionAtTop,
    double HitRateAtTop,
    double MrrAtTop,
    double MapAtTop,
    double HitRateAt10,
    double NdcgAt10,
    double Coverage,
    ConfidenceInterval RecallInterval)
{
    /// <summary>Chance that a relevant item scores above one that is not, ties one half; mean over requests.</summary>
    public double Auc { get; init; }

    /// <summary>95 % intervals of the means.</summary>
    public MetricIntervals Intervals { get; init; }

    /// <summary>Concentration of exposure, 0 for all items alike to 1.</summary>
    public double Gini { get; init; }

    /// <summary>Mean self-information of the items shown, in bits.</summary>
    public double Novelty { get; init; }

    /// <summary>Mean distance of the pairs of a list by their users, 0 to 1, over a sample of the lists.</summary>
    public double Diversity { get; init; }

    /// <summary>Mean divergence of lists' category shares from histories', in nats; null where no categories are known.</summary>
    public double? CalibrationDivergence { get; init; }

    /// <summary>How groups of users and items fare.</summary>
    public FairnessMetrics Fairness { get; init; } = FairnessMetrics.None;

    /// <summary>Recall at every length of the list.</summary>
    public RankingCurve RecallCurve { get; init; } = new([]);

    /// <summary>NDCG at every length of the list.</summary>
    public RankingCurve NdcgCurve { get; init; } = new([]);
}

/// <summary>95 % bootstrap intervals of the measures that are means over requests.</summary>
public readonly record struct MetricIntervals(
    ConfidenceInterval Recall,
    ConfidenceInterval Ndcg,
    ConfidenceInterval Precision,
    ConfidenceInterval HitRate,
    ConfidenceInterval Mrr,
    ConfidenceInterval Map,
    ConfidenceInterval HitRateAt10,
    ConfidenceInterval NdcgAt10,
    ConfidenceInterval Auc);

/// <summary>
/// Measures of groups. Users are in thirds by the length of their histories; items by popularity such that head, torso and
/// tail each hold a third of the training interactions, and new items hold none. Null where a group has no members.
/// </summary>
public sealed record FairnessMetrics(
    ActivityGroups Recall, PopularityGroups ItemRecall, PopularityGroups Exposure)
{
    public static FairnessMetrics None { get; } = new(default, default, default);
}

/// <summary>A measure of the users with short, middling and long histories.</summary>
public readonly record struct ActivityGroups(double? Low, double? Middle, double? High)
{
    /// <summary>How far apart the groups are.</summary>
    public GroupGap Gap => GroupGap.Of(Low, Middle, High);
}

/// <summary>A measure of the items by popularity.</summary>
public readonly record struct PopularityGroups(double? Head, double? Torso, double? Tail, double? New)
{
    /// <summary>How far apart the groups are that have interactions to learn from.</summary>
    public GroupGap Gap => GroupGap.Of(Head, Torso, Tail);
}
