using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Auth;

public sealed class OwnerTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Register_OnAnEmptyStore_MakesTheFirstTheOwner()
    {
        using var client = host.CreateClient();
        var first = await client.RegisterAsync("first", TestHost.Password, "First");
        var me = await client.GetMeAsync();
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.SetRolesAsync("first", [Roles.Shopper]));

        var second = await client.RegisterAsync("second", TestHost.Password, "Second");

        Assert.Equal(Roles.All, first.Roles!);
        Assert.Equal(Roles.All, me.Roles);
        Assert.Equal((409, "owner-keeps-roles"), (refused.Status, refused.Code));
        Assert.Equal([Roles.Shopper], second.Roles!);
    }
}
