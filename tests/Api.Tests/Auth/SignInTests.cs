using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Auth;

public sealed class SignInTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Register_ThenLogin_IsTheSameUser()
    {
        using var client = host.CreateClient();
        var registered = await client.RegisterAsync("Mei.Lin", TestHost.Password, "美琳");

        var signedIn = await client.LoginAsync("mei.lin", TestHost.Password);

        var me = await client.GetMeAsync();
        Assert.Equal(registered.UserId, signedIn.UserId);
        Assert.Equal(("Mei.Lin", "美琳", registered.UserId), (me.UserName, me.DisplayName, me.UserId));
    }

    [Fact]
    public async Task Register_ATakenName_IsAConflictWhateverItsCase()
    {
        using var client = host.CreateClient();
        await client.RegisterAsync("taken", TestHost.Password, "First");

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.RegisterAsync("TAKEN", TestHost.Password, "Second"));

        Assert.Equal((409, "name-taken"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("", "correct horse 7 battery", "Name", "userName")]
    [InlineData("a b", "correct horse 7 battery", "Name", "userName")]
    [InlineData("okname", "short", "Name", "password")]
    [InlineData("okname", "password123", "Name", "password")]
    [InlineData("okname", "aaaaaaaaaaaa", "Name", "password")]
    [InlineData("okname12", "OKNAME12", "Name", "password")]
    [InlineData("okname", "correct horse 7 battery", " ", "displayName")]
    [InlineData("okname", "correct horse 7 battery", "a\u0007b", "displayName")]
    public async Task Register_WithABadField_NamesIt(string userName, string password, string displayName, string field)
    {
        using var client = host.CreateClient();

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.RegisterAsync(userName, password, displayName));

        Assert.Equal((400, "invalid"), (refused.Status, refused.Code));
        Assert.Equal([field], refused.Problem.Errors!.Keys);
    }

    [Fact]
    public async Task Login_UnknownUserOrWrongPassword_AnswersTheSame()
    {
        using var client = host.CreateClient();
        await client.RegisterAsync("known", TestHost.Password, "Known");

        var wrong = await Assert.ThrowsAsync<ApiException>(() => client.LoginAsync("known", "not the password"));
        var unknown = await Assert.ThrowsAsync<ApiException>(() => client.LoginAsync("unknown", "not the password"));

        Assert.Equal((401, "invalid-credentials"), (wrong.Status, wrong.Code));
        Assert.Equal((wrong.Status, wrong.Code, wrong.Problem.Detail), (unknown.Status, unknown.Code, unknown.Problem.Detail));
    }

    [Fact]
    public async Task Refresh_Twice_WithTheSameToken_EndsTheSession()
    {
        using var client = await host.SignInAsync();
        var first = client.Tokens!;
        var second = await client.RefreshAsync();
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);

        client.Tokens = first;
        var reused = await Assert.ThrowsAsync<ApiException>(() => client.RefreshAsync());
        client.Tokens = second;
        var stolen = await Assert.ThrowsAsync<ApiException>(() => client.RefreshAsync());

        Assert.Equal((401, 401), (reused.Status, stolen.Status));
    }

    [Fact]
    public async Task Logout_EndsRequestsAtOnce()
    {
        using var client = await host.SignInAsync();
        var tokens = client.Tokens;
        await client.LogoutAsync();

        client.Tokens = tokens;
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.GetMeAsync());

        Assert.Equal((401, "unauthenticated"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Logout_ClosesTheSessionsSockets()
    {
        using var client = await host.SignInAsync();
        var room = await client.CreateRoomAsync(new NewRoom("A room", []));
        await using var viewer = await Rooms.Viewer.JoinAsync(client, room.RoomId);

        await client.LogoutAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await viewer.Disconnects.Reader.ReadAsync(limit.Token);
    }

    [Fact]
    public async Task SetRoles_ByTheOperator_TakesEffectOnTheSameToken()
    {
        using var @operator = await host.SignInAsync(Roles.Operator);
        using var user = await host.SignInAsync();
        var before = await Assert.ThrowsAsync<ApiException>(() => user.CreateProductAsync(Samples.Product()));

        var name = (await user.GetMeAsync()).UserName;
        await @operator.SetRolesAsync(name, [Roles.Shopper, Roles.Merchant]);
        var product = await user.CreateProductAsync(Samples.Product());
        await @operator.SetRolesAsync(name, [Roles.Shopper]);
        var after = await Assert.ThrowsAsync<ApiException>(() => user.CreateProductAsync(Samples.Product()));

        Assert.Equal(user.Tokens!.UserId, product.SellerId);
        Assert.Equal(((int)HttpStatusCode.Forbidden, 403), (before.Status, after.Status));
    }

    [Fact]
    public async Task SetRoles_ByAShopper_IsForbidden()
    {
        using var user = await host.SignInAsync();

        var refused = await Assert.ThrowsAsync<ApiException>(() => user.SetRolesAsync("user1", [Roles.Operator]));

        Assert.Equal((403, "forbidden"), (refused.Status, refused.Code));
    }
}
