using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class AppliedSequencesTests
{
    [Fact]
    public void Contains_AfterAdvance_IsEverythingUpToIt()
    {
        var applied = new AppliedSequences();
        applied.Advance(3, 7);

        Assert.True(applied.Contains(3, 7));
        Assert.True(applied.Contains(3, 1));
        Assert.False(applied.Contains(3, 8));
        Assert.False(applied.Contains(2, 1));
        Assert.True(applied.Contains(2, 0));
    }

    [Fact]
    public void Advance_ToAnEarlierRow_DoesNotGoBack()
    {
        var applied = new AppliedSequences();
        applied.Advance(0, 7);
        applied.Advance(0, 5);
        applied.Advance(0, 0);

        Assert.Equal(7, applied[0]);
    }

    [Fact]
    public void Export_ThenRestore_IsTheSameAndApart()
    {
        var applied = new AppliedSequences();
        applied.Advance(15, 9);
        var exported = applied.Export();
        applied.Advance(15, 10);

        var restored = new AppliedSequences(exported);

        Assert.Equal(Partitions.Count, exported.Length);
        Assert.Equal(9, restored[15]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(Partitions.Count + 4)]
    public void Restore_FromAnotherNumberOfPartitions_TakesWhatThereIs(int count)
    {
        var restored = new AppliedSequences([.. Enumerable.Repeat(5L, count)]);

        Assert.Equal(
            Enumerable.Range(0, Partitions.Count).Select(partition => partition < count ? 5L : 0L), restored.Export());
    }
}
