using SocialCommerce.Algorithms.Experiments;

namespace SocialCommerce.Algorithms.Tests.Experiments;

public sealed class VariantHashTests
{
    private const int Units = 100_000;

    [Fact]
    public void Choose_ManyUnits_FollowsTheWeights()
    {
        double[] weights = [0.5, 0.3, 0.2];
        var counts = new long[3];
        for (var unit = 0; unit < Units; unit++)
        {
            counts[VariantHash.Choose(VariantHash.Position("salt", $"u_{unit}"), weights)]++;
        }

        Assert.True(SampleRatio.PValue([.. weights.Select(weight => weight * Units)], counts) > 0.01);
    }

    [Theory]
    [InlineData("ranker-1", "ranker-2")]
    [InlineData("a", "b")]
    [InlineData("", "x")]
    public void Position_TwoSalts_AreIndependent(string left, string right)
    {
        var counts = new long[4];
        for (var unit = 0; unit < Units; unit++)
        {
            var cell = (VariantHash.Position(left, $"u_{unit}") < 0.5 ? 0 : 2) + (VariantHash.Position(right, $"u_{unit}") < 0.5 ? 0 : 1);
            counts[cell]++;
        }

        Assert.True(SampleRatio.PValue([Units / 4, Units / 4, Units / 4, Units / 4], counts) > 0.01);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.4999, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.99999999, 3)]
    public void Choose_ZeroWeights_GetNobody(double position, int expected) =>
        Assert.Equal(expected, VariantHash.Choose(position, [0, 2, 0, 2, 0]));

    [Fact]
    public void Choose_NoWeightAtAll_IsRefused() =>
        Assert.Throws<ArgumentException>(() => VariantHash.Choose(0.5, [0, 0]));

    [Fact]
    public void Position_SameUnit_IsTheSameOnEveryMachine() =>
        Assert.Equal(VariantHash.Position("salt", "u_1"), VariantHash.Position(new string("salt"), new string("u_1")));
}
