using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Video;

public sealed class VideoHookTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Hook_OfTheProvider_OpensTheRoomForItsViewers()
    {
        using var hostess = await host.SignInAsync();
        var (path, secret) = await PrepareAsync(hostess, """{"playbackUrl":"https://video.test/tea/index.m3u8","autoStart":true}""");
        await using var viewer = await Viewer.JoinAsync(hostess, path.Split('/')[4]);
        using var anybody = host.CreateHttp();

        var answer = await SendAsync(anybody, path, secret, "msg_1", """{"type":"started","at":"2026-01-01T12:00:00Z"}""");
        var again = await SendAsync(anybody, path, secret, "msg_1", """{"type":"started","at":"2026-01-01T12:00:00Z"}""");

        Assert.Equal((HttpStatusCode.OK, true), (answer.Status, answer.Json.GetProperty("applied").GetBoolean()));
        Assert.Equal((HttpStatusCode.OK, false), (again.Status, again.Json.GetProperty("applied").GetBoolean()));
        var video = await viewer.Events.Reader.FirstAsync(e => e.Type == "room.video");
        Assert.Equal("live", video.Data.GetProperty("state").GetString());
        Assert.Equal(("hls", "https://video.test/tea/index.m3u8"),
            (video.Data.GetProperty("playbackKind").GetString(), video.Data.GetProperty("playbackUrl").GetString()));
        var state = await viewer.Events.Reader.FirstAsync(e => e.Type == LiveEvent.RoomState);
        Assert.Equal("live", state.DataAs<RoomStateData>().Status);
    }

    [Fact]
    public async Task Hook_ThatIsWrong_IsRefusedWithoutAWordOfWhy()
    {
        using var hostess = await host.SignInAsync();
        var (path, secret) = await PrepareAsync(hostess, """{"playbackUrl":"/demo/stall.m3u8"}""");
        using var anybody = host.CreateHttp();
        const string Body = """{"type":"started"}""";

        (await anybody.SendAsync("POST", path, Body)).IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, path, [1], "msg_1", Body)).IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, path, secret, "msg_1", Body, age: TimeSpan.FromMinutes(6)))
            .IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, path.Replace("r_", "r_no", StringComparison.Ordinal), secret, "msg_1", Body))
            .IsProblem(HttpStatusCode.Unauthorized, "bad-signature");
        (await SendAsync(anybody, path, secret, "msg_2", "{\"type\":")).IsProblem(HttpStatusCode.BadRequest, "malformed");
        (await SendAsync(anybody, path, secret, "msg_3", "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await SendAsync(anybody, path, secret, "msg_4", """{"type":"exploded"}""")).IsProblem(HttpStatusCode.BadRequest, "malformed");
        (await SendAsync(anybody, path, secret, "msg_5", $$"""{"type":"started","x":"{{new string('x', 5_000)}}"}"""))
            .IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task SetVideo_BySomebodyElseOrToNowhere_IsRefused()
    {
        using var hostess = await host.SignInAsync();
        using var guest = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        using var own = host.CreateHttp(hostess.Tokens!.AccessToken);
        using var other = host.CreateHttp(guest.Tokens!.AccessToken);
        var path = $"/api/v1/rooms/{room.RoomId}/video";

        (await other.SendAsync("PUT", path, """{"playbackUrl":"/a.m3u8"}""")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await other.SendAsync("POST", path + "/secret")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await own.SendAsync("PUT", path, """{"playbackUrl":"javascript:alert(1)"}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var set = await own.SendAsync("PUT", path, """{"playbackUrl":"https://v.test/tea/whep","onStop":"nothing"}""");
        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal("whep", set.Json.GetProperty("video").GetProperty("playbackKind").GetString());
        var read = await other.SendAsync("GET", $"/api/v1/rooms/{room.RoomId}");
        Assert.Equal("unknown", read.Json.GetProperty("video").GetProperty("state").GetString());
    }

    private async Task<(string Path, byte[] Secret)> PrepareAsync(SocialCommerceClient hostess, string video)
    {
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        using var http = host.CreateHttp(hostess.Tokens!.AccessToken);
        var path = $"/api/v1/rooms/{room.RoomId}/video";
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync("PUT", path, video)).Status);
        var secret = (await http.SendAsync("POST", path + "/secret")).Json.GetProperty("secret").GetString()!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        return (path + "/hook", Convert.FromBase64String(secret["whsec_".Length..]));
    }

    // Signed as the specification says, not by our own code.
    private static Task<Answer> SendAsync(
        HttpClient http, string path, byte[] secret, string id, string body, TimeSpan age = default)
    {
        var timestamp = (DateTimeOffset.UtcNow - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        return http.SendAsync(
            "POST", path, body, ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", $"v1,{signature}"));
    }
}
