using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Tests.Interactions;

public sealed class PartitionsTests
{
    /// <summary>These are in every store there is; a user who moved would be counted from the start again.</summary>
    [Theory]
    [InlineData("", 5)]
    [InlineData("u-1", 2)]
    [InlineData("u-2", 15)]
    [InlineData("shopper", 8)]
    [InlineData("merchant", 5)]
    [InlineData("operator", 13)]
    [InlineData("用户", 9)]
    public void Of_KnownUsers_NeverChanges(string userId, int partition) => Assert.Equal(partition, Partitions.Of(userId));

    [Fact]
    public void Of_ManyUsers_UsesEveryPartitionAboutEqually()
    {
        var sizes = Enumerable.Range(0, 16_000).CountBy(number => Partitions.Of($"user-{number}")).ToList();

        Assert.Equal(Partitions.Count, sizes.Count);
        Assert.All(sizes, size => Assert.InRange(size.Value, 700, 1_300));
    }
}
