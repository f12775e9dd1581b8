using System.Globalization;
using System.Net;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Rooms.Replay;

public sealed class ReplayEndpointTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Replay_OfARoomThatWasWatched_ShowsItOnItsTimeline()
    {
        using var hostess = await host.SignInAsync(Roles.Merchant);
        var product = await hostess.CreateProductAsync(Samples.Product());
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", [product.ProductId]));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await hostess.PinAsync(room.RoomId, product.ProductId);
        await using (var viewer = await Viewer.JoinAsync(hostess, room.RoomId))
        {
            await viewer.Live.SendCommentAsync(room.RoomId, "one");
            var rude = await viewer.Live.SendCommentAsync(room.RoomId, "rude");
            await hostess.RemoveCommentAsync(room.RoomId, rude.Id);
        }

        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.End);
        using var http = host.CreateHttp(hostess.Tokens!.AccessToken);
        using var anybody = host.CreateHttp();
        var path = $"/api/v1/rooms/{room.RoomId}/replay";
        (await anybody.SendAsync("GET", path)).IsProblem(HttpStatusCode.NotFound, "not-found");

        var published = await http.SendAsync("POST", path, """{"recordingUrl":"/demo/stall.m3u8"}""");

        Assert.Equal((HttpStatusCode.OK, "replay"), (published.Status, published.Json.GetProperty("status").GetString()));
        var manifest = (await anybody.SendAsync("GET", path)).Json;
        Assert.Equal(("hls", 0L), (
            manifest.GetProperty("recording").GetProperty("playbackKind").GetString(),
            manifest.GetProperty("recording").GetProperty("offsetMs").GetInt64()));
        Assert.Equal(product.ProductId, Assert.Single(Items(manifest, "chapters")).GetProperty("productId").GetString());
        var events = (await anybody.SendAsync("GET", $"{path}/events?limit=3")).Json;
        Assert.Equal(["room.state", "product.pinned", "comment.added"], Items(events, "events").Select(item => item.GetProperty("type").GetString()));
        var rest = (await anybody.SendAsync("GET", $"{path}/events?afterSeq={events.GetProperty("nextSeq").GetInt64()}")).Json;
        Assert.Equal(
            ["comment.added", "comment.removed", "room.state", "room.state"],
            Items(rest, "events").Select(item => item.GetProperty("type").GetString()));
        Assert.Equal("", Items(rest, "events")[0].GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("nextSeq").ValueKind);
        var duration = manifest.GetProperty("durationMs").GetInt64();
        var state = (await anybody.SendAsync("GET", string.Create(CultureInfo.InvariantCulture, $"{path}/state?at={duration}"))).Json;
        Assert.Equal("ended", state.GetProperty("status").GetString());
        Assert.Equal(["one"], Items(state, "comments").Select(item => item.GetProperty("text").GetString()));
        Assert.True(state.GetProperty("recorded").GetProperty("same").GetBoolean());
        Assert.Equal(state.GetProperty("hash").GetString(), state.GetProperty("recorded").GetProperty("hash").GetString());
        Assert.NotEmpty(Items((await anybody.SendAsync("GET", path + "/samples")).Json, "samples"));
    }

    [Theory]
    [InlineData("events?limit=0")]
    [InlineData("events?limit=501")]
    [InlineData("events?afterSeq=-1")]
    [InlineData("events?from=9000000000000")]
    [InlineData("state")]
    [InlineData("state?at=9000000000000")]
    [InlineData("samples?limit=501")]
    public async Task Read_OfWhatIsNoTime_NamesTheField(string query)
    {
        using var anybody = host.CreateHttp();

        (await anybody.SendAsync("GET", $"/api/v1/rooms/r_1/replay/{query}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Publish_ByWhomOrWhenItMayNot_IsRefused()
    {
        using var hostess = await host.SignInAsync();
        using var guest = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        using var own = host.CreateHttp(hostess.Tokens!.AccessToken);
        using var other = host.CreateHttp(guest.Tokens!.AccessToken);
        var path = $"/api/v1/rooms/{room.RoomId}/replay";

        (await own.SendAsync("POST", path)).IsProblem(HttpStatusCode.Conflict, "illegal-step");
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.End);
        (await other.SendAsync("POST", path, "{}")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await own.SendAsync("POST", path, """{"recordingUrl":"javascript:1"}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(HttpStatusCode.OK, (await own.SendAsync("POST", path)).Status);
    }

    private static List<JsonElement> Items(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];
}
