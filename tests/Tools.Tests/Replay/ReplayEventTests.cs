using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Tools.Replay;

namespace SocialCommerce.Tools.Tests.Replay;

public sealed class ReplayEventTests
{
    [Fact]
    public void Parse_AllFields_AreTaken()
    {
        var (replayed, problem) = ReplayEvent.Parse(7, "u1,i2,959670000,rating,4.5");

        Assert.Null(problem);
        Assert.Equal(
            new ReplayEvent(7, "u1", "i2", DateTimeOffset.FromUnixTimeSeconds(959670000), InteractionKind.Rating, 4.5), replayed);
    }

    [Theory]
    [InlineData("u1,i2,959670000", InteractionKind.Click)]
    [InlineData("u1,i2,2000-05-30T07:00:00Z,", InteractionKind.Click)]
    [InlineData("u1,i2,959670000,PURCHASE", InteractionKind.Purchase)]
    public void Parse_WithoutKindOrInAnyCase_IsUnderstood(string line, InteractionKind expected)
    {
        var (replayed, _) = ReplayEvent.Parse(1, line);

        Assert.Equal(expected, replayed!.Kind);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(959670000), replayed.At);
    }

    [Theory]
    [InlineData("u1,i2", "fields")]
    [InlineData("u1,i2,1,click,1,more", "fields")]
    [InlineData(",i2,1", "user and item")]
    [InlineData("u 1,i2,1", "user and item")]
    [InlineData("u1,<script>,1", "user and item")]
    [InlineData("u1,i2,yesterday", "timestamp")]
    [InlineData("u1,i2,-1", "timestamp")]
    [InlineData("u1,i2,1e300", "timestamp")]
    [InlineData("u1,i2,NaN", "timestamp")]
    [InlineData("u1,i2,1,steal", "kind")]
    [InlineData("u1,i2,1,6", "kind")]
    [InlineData("u1,i2,1,unknown", "kind")]
    [InlineData("u1,i2,1,rating,many", "value")]
    [InlineData("u1,i2,1,rating,6", "value")]
    [InlineData("u1,i2,1,rating", "value")]
    [InlineData("u1,i2,1,view,Infinity", "value")]
    public void Parse_BadLine_IsNamed(string line, string problem)
    {
        var (replayed, told) = ReplayEvent.Parse(1, line);

        Assert.Null(replayed);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }
}
