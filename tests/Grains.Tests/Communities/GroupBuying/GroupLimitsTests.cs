using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using static SocialCommerce.Grains.Tests.Communities.GroupBuying.GroupSamples;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

public sealed class GroupLimitsTests
{
    [Fact]
    public void AnOffer_WithinItsBounds_IsFine() => Assert.Empty(GroupLimits.Check(Create(), GroupLimits.WindowMin));

    [Theory]
    [InlineData(1, 1, 2, "size")]
    [InlineData(101, 1, 2, "size")]
    [InlineData(2, 0, 2, "quantityMax")]
    [InlineData(2, 101, 2, "quantityMax")]
    [InlineData(2, 1, 1, "tiers[0].people")]
    [InlineData(2, 1, 3, "tiers[0].people")]
    public void AnOffer_OutOfBounds_IsNamed(int size, int quantityMax, int people, string field)
    {
        var command = Create(size, tiers: new GroupTier(people, 100)) with { QuantityMax = quantityMax };

        Assert.Equal(field, GroupLimits.Check(command, GroupLimits.WindowMin)[0].Field);
    }

    [Fact]
    public void Tiers_HaveToRiseInPeopleAndFallInPrice()
    {
        Assert.Equal("tiers[1].people", Check((2, 100), (2, 90)));
        Assert.Equal("tiers[1].amountMinor", Check((2, 100), (3, 100)));
        Assert.Equal("tiers[0].amountMinor", Check((2, 0)));
        Assert.Equal("tiers", Check());

        static string Check(params (int, long)[] tiers) =>
            GroupLimits.Check(Create() with { Tiers = Tiers(tiers) }, GroupLimits.WindowMin)[0].Field;
    }

    [Theory]
    [InlineData(599)]
    [InlineData(86_401)]
    public void AWindow_OutOfBounds_IsNamed(int seconds) => Assert.Equal(
        "windowSeconds",
        Assert.Single(GroupLimits.Check(Create() with { Window = TimeSpan.FromSeconds(seconds) }, GroupLimits.WindowMin)).Field);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 1500L)]
    [InlineData(3, 1300L)]
    [InlineData(9, 1000L)]
    public void ThePrice_IsThatOfTheTierReached(int people, long? price) => Assert.Equal(price, GroupRules.PriceFor(Terms, people));
}
