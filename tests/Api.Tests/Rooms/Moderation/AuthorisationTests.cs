using System.Net;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

/// <summary>Who may do what: host, moderator, operator; viewer, host of another room, nobody.</summary>
public sealed class AuthorisationTests(TestHost host) : IClassFixture<TestHost>
{
    /// <summary>Per call the letters of those who may: h, m, o.</summary>
    private static readonly (string Method, string Path, string? Body, string May)[] Calls =
    [
        ("POST", "moderation", """{"action":"mute","userId":"{guest}"}""", "hmo"),
        ("POST", "moderation", """{"action":"unmute","userId":"{guest}"}""", "hmo"),
        ("POST", "moderation", """{"action":"ban","userId":"{guest}","seconds":60}""", "hmo"),
        ("POST", "moderation", """{"action":"unban","userId":"{guest}"}""", "hmo"),
        ("POST", "moderation", """{"action":"remove","commentId":"c_none"}""", "hmo"),
        ("POST", "moderation", """{"action":"appoint","userId":"{guest}"}""", "ho"),
        ("POST", "moderation", """{"action":"dismiss","userId":"{guest}"}""", "ho"),
        ("PUT", "modes", """{"slowModeSeconds":0}""", "hmo"),
        ("PUT", "moderation/rules", """{"rules":[]}""", "ho"),
        ("GET", "moderation", null, "hmo"),
        ("GET", "moderation/rules", null, "hmo"),
        ("GET", "moderation/queue", null, "hmo"),
        ("GET", "moderation/log", null, "hmo"),
        ("GET", "moderation/log/verify", null, "hmo"),
        ("GET", "moderation/export", null, "hmo"),
        ("GET", "moderation/export?format=csv", null, "hmo"),
    ];

    [Fact]
    public async Task EveryCall_ByEverybody_IsAllowedOrForbiddenAsItShouldBe()
    {
        await using var stage = await Stage.OpenAsync(host);
        using var moderator = await host.SignInAsync();
        using var operating = await host.SignInAsync(Roles.Operator);
        await using var elsewhere = await Stage.OpenAsync(host);
        await stage.Host.DoAsync(new { action = "appoint", userId = moderator.Tokens!.UserId });
        var people = new (char Letter, string? Token)[]
        {
            ('h', stage.HostClient.Tokens!.AccessToken), ('m', moderator.Tokens!.AccessToken), ('o', operating.Tokens!.AccessToken),
            ('v', stage.Guest.Tokens!.AccessToken), ('e', elsewhere.HostClient.Tokens!.AccessToken), ('-', null),
        };

        foreach (var (method, path, body, may) in Calls)
        {
            foreach (var (letter, token) in people)
            {
                var status = await CallAsync(method, $"api/v1/rooms/{stage.RoomId}/{path}", body?.Replace("{guest}", stage.GuestId, StringComparison.Ordinal), token);
                var expected = token is null ? HttpStatusCode.Unauthorized : may.Contains(letter, StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
                Assert.True(expected == (status == HttpStatusCode.NoContent ? HttpStatusCode.OK : status), $"{letter} {method} {path} {body}: {status}");
            }
        }
    }

    [Theory]
    [InlineData("""{}""", 400, "invalid")]
    [InlineData("""{"action":"explode"}""", 400, "malformed")]
    [InlineData("""{"action":"unknown"}""", 400, "invalid")]
    [InlineData("""{"action":"mute"}""", 400, "invalid")]
    [InlineData("""{"action":"mute","userId":"u_none"}""", 422, "unknown-user")]
    [InlineData("""{"action":"mute","userId":"{guest}","seconds":0}""", 400, "invalid")]
    [InlineData("""{"action":"mute","userId":"{guest}","seconds":99999999999}""", 400, "invalid")]
    [InlineData("""{"action":"unmute","userId":"{guest}","seconds":5}""", 400, "invalid")]
    [InlineData("""{"action":"ban","userId":"{host}"}""", 400, "invalid")]
    [InlineData("""{"action":"remove"}""", 400, "invalid")]
    [InlineData("""{"action":"remove","commentId":"<b>"}""", 400, "invalid")]
    [InlineData("""{"action":"approve","commentId":"c_none"}""", 404, "not-found")]
    public async Task ABadAct_IsRefusedWithACode(string body, int status, string code)
    {
        await using var stage = await Stage.OpenAsync(host);
        using var http = host.CreateHttp(stage.HostClient.Tokens!.AccessToken);
        var text = body.Replace("{guest}", stage.GuestId, StringComparison.Ordinal).Replace("{host}", stage.HostId, StringComparison.Ordinal);

        using var response = await http.PostAsync(
            $"api/v1/rooms/{stage.RoomId}/moderation", new StringContent(text, System.Text.Encoding.UTF8, "application/json"));

        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((status, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("modes", """{"slowModeSeconds":121}""")]
    [InlineData("modes", """{"slowModeSeconds":-1}""")]
    [InlineData("moderation/rules", """{}""")]
    [InlineData("moderation/rules", """{"rules":[{"term":"","action":"block"}]}""")]
    [InlineData("moderation/rules", """{"rules":[{"term":"!!","action":"block"}]}""")]
    [InlineData("moderation/rules", """{"rules":[{"term":"spam"}]}""")]
    [InlineData("moderation/rules", """{"rules":[null]}""")]
    public async Task ABadSetting_IsInvalid(string path, string body)
    {
        await using var stage = await Stage.OpenAsync(host);

        using var response = await stage.Host.PutAsync(path, JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"invalid\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AsCsv_HasNoFormulas()
    {
        await using var stage = await Stage.OpenAsync(host);
        await stage.Host.DoAsync(new { action = "mute", userId = stage.GuestId, reason = "=HYPERLINK(\"http://x\")" });

        var csv = await (await stage.Host.GetAsync("moderation/export?format=csv")).Content.ReadAsStringAsync();
        var check = await stage.Host.ReadAsync("moderation/log/verify");

        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",", csv, StringComparison.Ordinal);
        Assert.Equal((true, 2), (check.GetProperty("isSound").GetBoolean(), check.GetProperty("entries").GetInt32()));
    }

    private async Task<HttpStatusCode> CallAsync(string method, string path, string? body, string? token)
    {
        using var http = host.CreateHttp(token);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
