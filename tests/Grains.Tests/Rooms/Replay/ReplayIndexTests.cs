using SocialCommerce.Grains.Rooms.Replay;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Replay;

public sealed class ReplayIndexTests
{
    [Theory]
    [InlineData(-10, 0)]
    [InlineData(0, 0)]
    [InlineData(499, 0)]
    [InlineData(500, 1)]
    [InlineData(999, 1)]
    [InlineData(1_000, 2)]
    [InlineData(9_999, 2)]
    public void PageAt_ATime_IsThePageThatTheTimeIsIn(int seconds, int page)
    {
        var index = new ReplayIndex();
        for (var sequence = 1; sequence <= 1_200; sequence++)
        {
            index.Add(Comment(sequence) with { At = Now.AddSeconds(sequence - 1) });
        }

        Assert.Equal(page, index.PageAt(Now.AddSeconds(seconds)));
        Assert.Equal(1_200, index.LastSequence);
    }

    [Fact]
    public void PageAt_OfNothing_IsTheFirst() => Assert.Equal(0, new ReplayIndex().PageAt(Now));

    [Fact]
    public void Redact_RemovedLater_KeepsThePlaceAndNotTheWords()
    {
        var index = new ReplayIndex();
        index.Add(Comment(1));
        Assert.Equal("hello", index.Redact(Comment(1)).Comment!.Text);

        index.Add(Removal(2, "c-1"));

        Assert.True(index.IsRemoved("c-1"));
        Assert.Equal((1L, ""), (index.Redact(Comment(1)).Sequence, index.Redact(Comment(1)).Comment!.Text));
        Assert.Equal("hello", index.Redact(Comment(3)).Comment!.Text);
    }
}
