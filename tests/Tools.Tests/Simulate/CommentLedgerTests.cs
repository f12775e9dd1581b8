using SocialCommerce.Tools.Simulate;

namespace SocialCommerce.Tools.Tests.Simulate;

public sealed class CommentLedgerTests
{
    private readonly CommentLedger _ledger = new("run1", 10, TimeProvider.System);

    [Fact]
    public void IndexOf_OwnClientId_IsItsIndex() => Assert.Equal(7, _ledger.IndexOf(_ledger.ClientIdOf(7)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("run1")]
    [InlineData("run1-")]
    [InlineData("run1-10")]
    [InlineData("run1--1")]
    [InlineData("run1-x")]
    [InlineData("run2-1")]
    public void IndexOf_ClientIdOfSomebodyElse_IsNone(string? clientId) => Assert.Equal(-1, _ledger.IndexOf(clientId));

    [Fact]
    public void CountOf_TellsFatesApart()
    {
        _ledger.Acknowledge(0, "c_1");
        _ledger.Refuse(1);

        Assert.True(_ledger.IsAcknowledged(0));
        Assert.Equal(0, _ledger.IndexOfId("c_1"));
        Assert.Equal(-1, _ledger.IndexOfId("c_2"));
        Assert.Equal(
            (1, 1, 8),
            (_ledger.CountOf(CommentFate.Acknowledged), _ledger.CountOf(CommentFate.Refused), _ledger.CountOf(CommentFate.Unknown)));
    }
}
