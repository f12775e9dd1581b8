using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class CoEngagementTests
{
    private static readonly HistoryEntry<int>[] Earlier =
        [new(1, 1, default), new(2, 0.25f, default), new(3, 1, default)];

    [Fact]
    public void Weigh_TasteOptions_DependsOnDegreeAndKindOnly()
    {
        var ties = new float[50];

        var count = CoEngagement.Weigh<int>(Earlier, degree: 4, weight: 1, new CoEngagementOptions(-0.5, 0), ties);

        Assert.Equal(3, count);
        Assert.Equal([0.5f, 0.25f, 0.5f], ties[..3]);
    }

    [Fact]
    public void Weigh_SequenceOptions_FallsWithDistanceAndStopsAtWindow()
    {
        var ties = new float[2];

        var count = CoEngagement.Weigh<int>(Earlier, degree: 4, weight: 1, new CoEngagementOptions(0, 1, 2), ties);

        Assert.Equal(2, count);
        Assert.Equal([1f, 0.25f], ties);
    }

    [Fact]
    public void Weigh_EmptyHistory_TiesNothing()
    {
        Assert.Equal(0, CoEngagement.Weigh<int>([], degree: 1, weight: 1, CoEngagementOptions.Default, []));
    }
}
