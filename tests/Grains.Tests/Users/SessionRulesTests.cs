using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Users;

public sealed class SessionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SessionState Started = SessionRules.Start(new StartSession("u", "mei", "h1", Now.AddDays(30)));

    [Fact]
    public void Rotate_WithTheCurrentToken_ReplacesIt()
    {
        var (next, result) = SessionRules.Rotate(Started, Command("h1", "h2"), Now);

        Assert.Equal(new RotateResult(RotateStatus.Rotated, "u", "mei"), result);
        Assert.Equal(("h2", "h1"), (next.TokenHash, next.PreviousTokenHash));
    }

    [Fact]
    public void Rotate_WithTheTokenBefore_EndsTheSession()
    {
        var (rotated, _) = SessionRules.Rotate(Started, Command("h1", "h2"), Now);
        var (next, result) = SessionRules.Rotate(rotated, Command("h1", "h3"), Now);

        Assert.Equal(RotateStatus.Refused, result.Status);
        Assert.False(SessionRules.IsActive(next, Now));
    }

    [Fact]
    public void Rotate_WithAGuess_ChangesNothing()
    {
        var (next, result) = SessionRules.Rotate(Started, Command("guess", "h2"), Now);

        Assert.Same(Started, next);
        Assert.Equal(RotateStatus.Refused, result.Status);
    }

    [Fact]
    public void Rotate_OfAnExpiredOrEndedSession_IsRefused()
    {
        var expired = SessionRules.Rotate(Started, Command("h1", "h2"), Now.AddDays(30));
        var ended = SessionRules.Rotate(SessionRules.Ended, Command(string.Empty, "h2"), Now);

        Assert.Equal((RotateStatus.Refused, RotateStatus.Refused), (expired.Result.Status, ended.Result.Status));
    }

    private static RotateSession Command(string hash, string next) => new(hash, next, Now.AddDays(30));
}
