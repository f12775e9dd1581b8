using SocialCommerce.Api.Common.Unicode;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class CommentTextTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("  a \r\n\t b  ", "a b")]
    [InlineData("你好，世界", "你好，世界")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("a\u202eb\u2066c\u200bd\ufeffe\u00adf", "abcdef")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧")]
    [InlineData("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥")]
    [InlineData("a\u200db", "ab")]
    [InlineData("\u200d👧", "👧")]
    [InlineData("\u200b\u202e", "")]
    public void Clean_RemovesWhatCannotBeSeen(string text, string expected) =>
        Assert.Equal(expected, CommentText.Clean(text));

    /// <summary>S25: counted as people count, whatever a character is made of; broken Unicode is refused.</summary>
    [Theory]
    [InlineData("a", 200, true)]
    [InlineData("a", 201, false)]
    [InlineData("你", 200, true)]
    [InlineData("你", 201, false)]
    [InlineData("👍", 200, true)]
    [InlineData("👍", 201, false)]
    [InlineData("e\u0323\u0301", 200, true)]
    [InlineData("👨\u200d👩\u200d👧", 100, true)]
    [InlineData("👨\u200d👩\u200d👧", 101, false)]
    public void CheckComment_Length_IsCountedInCharactersAndBoundedInUnits(string character, int count, bool expected)
    {
        var text = CommentText.Clean(string.Concat(Enumerable.Repeat(character, count)));

        Assert.Equal(expected, RoomLimits.CheckComment(text, "k-1").IsEmpty);
    }

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDC4D)]
    public void CheckComment_ALoneSurrogate_IsRefused(int unit) =>
        Assert.False(RoomLimits.CheckComment(CommentText.Clean($"a{(char)unit}b"), "k-1").IsEmpty);

    /// <summary>From the standard's test file, one of each kind: singleton, order, blocked, Hangul, excluded, not composing.</summary>
    [Theory]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("A\u030a", "\u00c5")]
    [InlineData("\u1e0a\u0323", "\u1e0c\u0307")]
    [InlineData("D\u0307\u0323", "\u1e0c\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("\uac00\u11a8", "각")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b")]
    public void Compose_FollowsTheStandard(string text, string expected) =>
        Assert.Equal(expected, CanonicalComposition.Compose(text));
}
