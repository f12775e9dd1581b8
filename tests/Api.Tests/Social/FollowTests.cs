using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;

namespace SocialCommerce.Api.Tests.Social;

public sealed class FollowTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Follow_ThenUnfollow_ShowsOnBothSides()
    {
        using var fan = await host.SignInAsync();
        using var star = await host.SignInAsync();
        var starId = star.Tokens!.UserId;

        await fan.FollowAsync(starId);
        await fan.FollowAsync(starId);

        var followed = await fan.GetUserAsync(starId);
        Assert.Equal((1, true), (followed.Followers, followed.IsFollowing));
        Assert.Equal(fan.Tokens!.UserId, Assert.Single((await star.ListFollowersAsync("me")).Items).UserId);
        Assert.Equal(starId, Assert.Single((await fan.ListFollowingAsync(fan.Tokens.UserId)).Items).UserId);

        await fan.UnfollowAsync(starId);

        var left = await fan.GetUserAsync(starId);
        Assert.Equal((0, false), (left.Followers, left.IsFollowing));
        Assert.Empty((await star.ListFollowersAsync("me")).Items);
    }

    [Fact]
    public async Task Follow_Oneself_IsRefused()
    {
        using var user = await host.SignInAsync();

        var refused = await Assert.ThrowsAsync<ApiException>(() => user.FollowAsync(user.Tokens!.UserId));

        Assert.Equal((422, "self-follow"), (refused.Status, refused.Code));
    }
}
