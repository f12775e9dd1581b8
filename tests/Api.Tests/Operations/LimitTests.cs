using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Api.Tests.Rooms;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Operations;

/// <summary>A system with small limits: each is hit, says so, and says when to come back.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly TestHost _host = new(new Dictionary<string, string?>
    {
        ["RateLimits:AuthRequestsPerMinute"] = "8",
        ["RateLimits:UserRequestsPerSecond"] = "10",
        ["RateLimits:UserBurst"] = "12",
        ["Live:CommentsMax"] = "3",
        ["Live:CallsPerMinute"] = "10",
        ["Live:ConnectionsPerUserMax"] = "2",
        ["Live:RoomsPerConnectionMax"] = "1",
    });

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task TooManyRequestsOfOneUser_AreRefused_AndAnotherUserIsNot()
    {
        using var busy = await _host.SignInAsync();
        using var calm = await _host.SignInAsync();
        using var http = _host.CreateHttp(busy.Tokens!.AccessToken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => http.SendAsync("GET", "/api/v1/users/me")));

        var refused = answers.First(answer => answer.Status != HttpStatusCode.OK);
        refused.IsProblem(HttpStatusCode.TooManyRequests, "rate-limited");
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.True(refused.Json.GetProperty("retryAfterMs").GetInt64() > 0);
        Assert.Equal(calm.Tokens!.UserId, (await calm.GetMeAsync()).UserId);
    }

    [Fact]
    public async Task TooManySignIns_FromOneAddress_AreRefused()
    {
        using var http = _host.CreateHttp();
        var answers = new List<Answer>();
        for (var i = 0; i < 9; i++)
        {
            answers.Add(await http.SendAsync("POST", "/api/v1/auth/refresh", """{"refreshToken":"s_1.x"}"""));
        }

        Assert.All(answers.Take(8), answer => answer.IsProblem(HttpStatusCode.Unauthorized, "invalid-credentials"));
        answers[8].IsProblem(HttpStatusCode.TooManyRequests, "rate-limited");
    }

    [Fact]
    public async Task GuessingAPassword_IsSlowedDown()
    {
        var accounts = _host.Services.GetRequiredService<AccountService>();
        await accounts.RegisterAsync("victim", TestHost.Password, "Victim");
        using var guesser = _host.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            var wrong = await Assert.ThrowsAsync<ApiException>(() => guesser.LoginAsync("victim", "a wrong password"));
            Assert.Equal("invalid-credentials", wrong.Code);
        }

        var refused = await Assert.ThrowsAsync<ApiException>(() => guesser.LoginAsync("victim", TestHost.Password));

        Assert.Equal((429, "too-many-attempts"), (refused.Status, refused.Code));
        Assert.InRange(refused.Problem.RetryAfterMs!.Value, 1, 1_000);
    }

    [Fact]
    public async Task TooManyComments_AreRefused_AcrossSockets()
    {
        using var host = await _host.SignInAsync();
        using var user = await _host.SignInAsync();
        var room = await OpenRoomAsync(host);
        await using var first = await Viewer.JoinAsync(user, room.RoomId);
        await using var second = await Viewer.JoinAsync(user, room.RoomId);
        await first.Live.SendCommentAsync(room.RoomId, "1");
        await second.Live.SendCommentAsync(room.RoomId, "2");
        await first.Live.SendCommentAsync(room.RoomId, "3");

        var refused = await Assert.ThrowsAsync<LiveRefusedException>(() => second.Live.SendCommentAsync(room.RoomId, "4"));

        Assert.Equal("rate-limited", refused.Code);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task TooManyCalls_OfOneSocket_AreRefused()
    {
        using var user = await _host.SignInAsync();
        await using var hub = new RawHub(_host.Address, user);
        await hub.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("invalid", (await hub.CallAsync("Track", new { })).GetProperty("code").GetString());
        }

        var refused = await hub.CallAsync("Track", new { });

        Assert.Equal("rate-limited", refused.GetProperty("code").GetString());
        Assert.InRange(refused.GetProperty("retryAfterMs").GetInt64(), 1, 60_000);
    }

    [Fact]
    public async Task TooManyRooms_OnOneSocket_AreRefused()
    {
        using var user = await _host.SignInAsync();
        var first = await OpenRoomAsync(user);
        var second = await OpenRoomAsync(user);
        await using var viewer = await Viewer.JoinAsync(user, first.RoomId);

        var refused = await Assert.ThrowsAsync<LiveRefusedException>(() => viewer.Live.JoinRoomAsync(second.RoomId));
        await viewer.Live.LeaveRoomAsync(first.RoomId);
        var joined = await viewer.Live.JoinRoomAsync(second.RoomId);

        Assert.Equal("too-many-rooms", refused.Code);
        Assert.Equal(second.RoomId, joined.Snapshot.RoomId);
    }

    [Fact]
    public async Task TooManySockets_OfOneUser_AreToldAndClosed()
    {
        using var user = await _host.SignInAsync();
        await using var first = user.CreateLiveConnection();
        await using var second = user.CreateLiveConnection();
        await using var third = user.CreateLiveConnection();
        var told = new TaskCompletionSource<Notice>(TaskCreationOptions.RunContinuationsAsynchronously);
        var closed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        third.NoticeReceived += notice => told.TrySetResult(notice);
        third.Disconnected += _ => closed.TrySetResult(true);
        await first.StartAsync();
        await second.StartAsync();

        await third.StartAsync();

        Assert.Equal("too-many-connections", (await told.Task.WaitAsync(Await.Limit)).Kind);
        Assert.True(await closed.Task.WaitAsync(Await.Limit));
        Assert.True(first.IsConnected && second.IsConnected);
    }

    private static async Task<Room> OpenRoomAsync(Client.SocialCommerceClient client)
    {
        var room = await client.CreateRoomAsync(new NewRoom("A room", []));
        return await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
    }
}
