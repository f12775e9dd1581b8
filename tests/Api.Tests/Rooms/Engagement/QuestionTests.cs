using System.Net;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Rooms.Engagement;

public sealed class QuestionTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Question_AskedByTheHubVotedAndAnswered_IsSeenByEverybody()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        await using var viewer = await Viewer.JoinAsync(room.GuestClient, room.RoomId);
        await using var hub = new RawHub(host.Address, room.HostessClient);
        await hub.StartAsync();
        await hub.CallAsync("JoinRoom", new { roomId = room.RoomId });
        var pushed = hub.NextAsync("Questions", questions => questions.GetProperty("waiting").GetInt32() == 1);
        await using var asker = new RawHub(host.Address, room.GuestClient);
        await asker.StartAsync();
        await asker.CallAsync("JoinRoom", new { roomId = room.RoomId });

        var asked = await asker.CallAsync("AskQuestion", new { roomId = room.RoomId, text = "How\u200b big?", clientId = "k-1" });
        var again = await asker.CallAsync("AskQuestion", new { roomId = room.RoomId, text = "How\u200b big?", clientId = "k-1" });
        var id = asked.GetProperty("id").GetString();
        Assert.Equal(id, again.GetProperty("id").GetString());
        Assert.Equal("How big?", (await pushed).GetProperty("items")[0].GetProperty("text").GetString());
        var voted = await hub.CallAsync("VoteQuestion", new { roomId = room.RoomId, questionId = id, up = true });
        Assert.Equal(1, voted.GetProperty("votes").GetInt64());
        Assert.Equal("excluded", (await asker.CallAsync("VoteQuestion", new { roomId = room.RoomId, questionId = id })).GetProperty("code").GetString());
        var listed = await room.SendAsync(room.Hostess, "GET", "questions");
        Assert.True(Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).GetProperty("voted").GetBoolean());

        (await room.SendAsync(room.Guest, "PUT", $"questions/{id}/shown")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        Assert.Equal(HttpStatusCode.OK, (await room.SendAsync(room.Hostess, "PUT", $"questions/{id}/shown")).Status);
        Assert.Equal(HttpStatusCode.OK, (await room.SendAsync(room.Hostess, "PUT", $"questions/{id}/answer", new { text = "A litre." })).Status);

        var shown = await viewer.Events.Reader.FirstAsync(e => e.Type == "question.asked");
        Assert.True(shown.Data.GetProperty("shown").GetBoolean());
        var answered = await viewer.Events.Reader.FirstAsync(e => e.Type == "question.answered");
        Assert.Equal(("A litre.", 1L), (answered.Data.GetProperty("answer").GetString(), answered.Data.GetProperty("votes").GetInt64()));
        var kept = await room.SendAsync(room.Anybody, "GET", "questions?status=answered");
        Assert.Equal("answered", Assert.Single(kept.Json.GetProperty("items").EnumerateArray()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Question_VotedHiddenAndTooMany_IsAsTheRulesSay()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        var asked = await room.SendAsync(room.Guest, "POST", "questions", new { text = "Is it blue?" });
        var id = asked.Json.GetProperty("questionId").GetString();
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        Assert.Equal(1, (await room.SendAsync(room.Hostess, "PUT", $"questions/{id}/vote")).Json.GetProperty("votes").GetInt32());
        Assert.Equal(0, (await room.SendAsync(room.Hostess, "DELETE", $"questions/{id}/vote")).Json.GetProperty("votes").GetInt32());

        Assert.Equal(HttpStatusCode.OK, (await room.SendAsync(room.Hostess, "DELETE", $"questions/{id}")).Status);
        (await room.SendAsync(room.Hostess, "PUT", $"questions/{id}/vote")).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await room.SendAsync(room.Guest, "GET", "questions")).Json.GetProperty("items").EnumerateArray());
        (await room.SendAsync(room.Guest, "POST", "questions", new { text = "  " })).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await room.SendAsync(room.Guest, "POST", "questions", new { text = "?", productId = "p_none" })).IsProblem(HttpStatusCode.UnprocessableEntity, "unknown-product");
        (await room.SendAsync(room.Guest, "GET", "questions?status=hidden")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(HttpStatusCode.Created, (await room.SendAsync(room.Guest, "POST", "questions", new { text = $"Question {number}" })).Status);
        }

        var limited = await room.SendAsync(room.Guest, "POST", "questions", new { text = "One more" });
        limited.IsProblem(HttpStatusCode.TooManyRequests, "rate-limited");
        Assert.True(limited.Json.GetProperty("retryAfterMs").GetInt64() > 0);
    }
}
