using SocialCommerce.Api.Rooms.Live;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class SlidingWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TryTake_BeyondTheLimit_SaysExactlyWhenTheNextMayCome()
    {
        var window = new SlidingWindow(2, TimeSpan.FromSeconds(30));
        Assert.True(window.TryTake(Now, out _));
        Assert.True(window.TryTake(Now.AddSeconds(10), out _));

        Assert.False(window.TryTake(Now.AddSeconds(12), out var wait));
        Assert.Equal(TimeSpan.FromSeconds(18), wait);
        Assert.True(window.TryTake(Now.AddSeconds(30), out _));
        Assert.False(window.TryTake(Now.AddSeconds(31), out wait));
        Assert.Equal(TimeSpan.FromSeconds(9), wait);
    }

    [Fact]
    public void IsIdle_OnceTheLastHasLeftTheWindow()
    {
        var window = new SlidingWindow(2, TimeSpan.FromSeconds(30));
        window.TryTake(Now, out _);

        Assert.False(window.IsIdle(Now.AddSeconds(29)));
        Assert.True(window.IsIdle(Now.AddSeconds(30)));
    }
}
