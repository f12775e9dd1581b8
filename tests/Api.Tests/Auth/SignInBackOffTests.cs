using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Auth;

public sealed class SignInBackOffTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Wait_GrowsWithEachFailure_UpToItsMost()
    {
        var backOff = new SignInBackOff(_clock);
        var waits = new List<TimeSpan?>();
        for (var i = 0; i < 14; i++)
        {
            backOff.Fail("1.1.1.1", "mei");
            waits.Add(backOff.Wait("1.1.1.1", "mei"));
        }

        Assert.All(waits.Take(SignInBackOff.FreeAttempts - 1), wait => Assert.Null(wait));
        Assert.Equal([1, 2, 4, 8, 16, 32, 60], waits.Skip(SignInBackOff.FreeAttempts - 1).Take(7).Select(wait => wait!.Value.TotalSeconds));
        Assert.Equal(SignInBackOff.WaitMax, waits[^1]);
    }

    [Fact]
    public void Wait_OfAnotherAddressOrAccount_IsNone()
    {
        var backOff = new SignInBackOff(_clock);
        for (var i = 0; i < 10; i++)
        {
            backOff.Fail("1.1.1.1", "mei");
        }

        Assert.NotNull(backOff.Wait("1.1.1.1", "mei"));
        Assert.Null(backOff.Wait("2.2.2.2", "mei"));
        Assert.Null(backOff.Wait("1.1.1.1", "lin"));
    }

    [Fact]
    public void Wait_EndsWithTimeOrSuccess()
    {
        var backOff = new SignInBackOff(_clock);
        for (var i = 0; i < SignInBackOff.FreeAttempts; i++)
        {
            backOff.Fail("1.1.1.1", "mei");
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(backOff.Wait("1.1.1.1", "mei"));
        backOff.Fail("1.1.1.1", "mei");
        Assert.NotNull(backOff.Wait("1.1.1.1", "mei"));
        backOff.Succeed("1.1.1.1", "mei");
        Assert.Null(backOff.Wait("1.1.1.1", "mei"));
    }
}
