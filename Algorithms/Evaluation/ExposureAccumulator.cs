namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>What is shown, whatever is relevant: coverage, concentration, novelty, diversity, calibration.</summary>
internal sealed class ExposureAccumulator(ItemStatistics items)
{
    // Diversity compares all pairs of a list by their users, which is dear; every so many lists tell it well enough.
    private const int DiversityStride = 31;

    private readonly int[] _exposures = new int[items.ItemCount];
    private double _selfInformation;
    private long _shown;
    private double _diversity;
    private int _diversityLists;
    private double _divergence;
    private int _divergenceLists;
    private int _lists;

    public double Coverage => ExposureMetrics.Coverage(_exposures);

    public double Gini => ExposureMetrics.Gini(_exposures);

    public double Novelty => _selfInformation / Math.Max(1, _shown);

    public double Diversity => _diversity / Math.Max(1, _diversityLists);

    public double? CalibrationDivergence => _divergenceLists == 0 ? null : _divergence / _divergenceLists;

    public int Of(int item) => _exposures[item];

    public void Add(in RankedRequest request)
    {
        foreach (var item in request.Shown)
        {
            _exposures[item]++;
            _selfInformation += ExposureMetrics.SelfInformation(items.DegreeOf(item), items.UserCount);
        }

        _shown += request.Shown.Length;
        if (_lists++ % DiversityStride == 0 && request.Shown.Length > 1)
        {
            _diversity += IntraListDiversity.Of(request.Shown, Similarity);
            _diversityLists++;
        }

        AddCalibration(request);
    }

    private void AddCalibration(in RankedRequest request)
    {
        if (items.Categories.Count > 0
            && ListCalibration.Divergence(CategoriesOf(request.History), CategoriesOf(request.Shown)) is { } divergence)
        {
            _divergence += divergence;
            _divergenceLists++;
        }
    }

    private double Similarity(int first, int second) =>
        IntraListDiversity.Cosine(items.UsersOf(first), items.UsersOf(second));

    private List<int> CategoriesOf(ReadOnlySpan<int> shown)
    {
        var categories = new List<int>(shown.Length);
        foreach (var item in shown)
        {
            if (items.Categories[item] >= 0)
            {
                categories.Add(items.Categories[item]);
            }
        }

        return categories;
    }
}
