using System.Net;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Rooms.Engagement;

public sealed class PollTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly object Quiz = new { question = "Which pot?", options = new[] { "Red", "Blue" }, rightOption = 1 };

    [Fact]
    public async Task Poll_FromOpenToClosed_ReachesTheViewersAndWhoeverComesIn()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        await using var viewer = await Viewer.JoinAsync(room.GuestClient, room.RoomId);

        var opened = await room.SendAsync(room.Hostess, "POST", "polls", Quiz);
        var pollId = opened.Json.GetProperty("pollId").GetString();
        var voted = await room.SendAsync(room.Guest, "PUT", $"polls/{pollId}/vote", new { option = 0 });
        var changed = await room.SendAsync(room.Guest, "PUT", $"polls/{pollId}/vote", new { option = 1 });
        var closed = await room.SendAsync(room.Hostess, "POST", $"polls/{pollId}/close");

        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Equal($"/api/v1/rooms/{room.RoomId}/polls/{pollId}", opened.Headers["Location"]);
        Assert.False(opened.Json.TryGetProperty("rightOption", out _));
        Assert.Equal("[1,0]", voted.Json.GetProperty("tally").GetRawText());
        Assert.Equal("[0,1]", changed.Json.GetProperty("tally").GetRawText());
        Assert.Equal(1, closed.Json.GetProperty("rightOption").GetInt32());
        var told = await viewer.Events.Reader.FirstAsync(e => e.Type == "poll.closed");
        Assert.Equal("[0,1]", told.Data.GetProperty("tally").GetRawText());
        await using var hub = new RawHub(host.Address, room.GuestClient);
        await hub.StartAsync();
        var joined = await hub.CallAsync("JoinRoom", new { roomId = room.RoomId });
        var card = Assert.Single(joined.GetProperty("snapshot").GetProperty("polls").EnumerateArray());
        Assert.Equal((pollId, 1), (card.GetProperty("pollId").GetString(), card.GetProperty("rightOption").GetInt32()));
        var own = await room.SendAsync(room.Guest, "GET", $"polls/{pollId}");
        Assert.Equal(1, own.Json.GetProperty("ownVote").GetInt32());
        var listed = await room.SendAsync(room.Anybody, "GET", "polls");
        Assert.False(Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).TryGetProperty("ownVote", out _));
    }

    [Fact]
    public async Task Vote_ByTheHub_CountsAndIsPushedByThePulse()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        var pollId = (await room.SendAsync(room.Hostess, "POST", "polls", Quiz)).Json.GetProperty("pollId").GetString();
        await using var hub = new RawHub(host.Address, room.GuestClient);
        await hub.StartAsync();
        await hub.CallAsync("JoinRoom", new { roomId = room.RoomId });
        var pulsed = hub.NextAsync("Pulse", pulse => pulse.TryGetProperty("polls", out var polls)
            && polls[0].GetProperty("tally").GetRawText() == "[0,1]");

        var voted = await hub.CallAsync("Vote", new { roomId = room.RoomId, pollId, option = 1 });

        Assert.True(voted.GetProperty("ok").GetBoolean());
        Assert.Equal(pollId, (await pulsed).GetProperty("polls")[0].GetProperty("pollId").GetString());
        foreach (var (request, code) in new (object, string)[]
        {
            (new { roomId = room.RoomId, pollId, option = 2 }, "invalid"),
            (new { roomId = room.RoomId, pollId }, "invalid"),
            (new { roomId = room.RoomId, pollId = "a b", option = 1 }, "invalid"),
            (new { roomId = room.RoomId, pollId = "v_none", option = 1 }, "not-found"),
            (new { roomId = "r_other", pollId, option = 1 }, "not-joined"),
        })
        {
            var refused = await hub.CallAsync("Vote", request);
            Assert.Equal((false, code), (refused.GetProperty("ok").GetBoolean(), refused.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Open_WithAnIdempotencyKey_IsOnePoll()
    {
        using var room = await EngagementRoom.OpenAsync(host);

        var first = await room.SendAsync(room.Hostess, "POST", "polls", Quiz, ("Idempotency-Key", "k-1"));
        var second = await room.SendAsync(room.Hostess, "POST", "polls", Quiz, ("Idempotency-Key", "k-1"));

        Assert.Equal(first.Body, second.Body);
        Assert.Single((await room.SendAsync(room.Guest, "GET", "polls")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Poll_WhatCannotBe_IsAClearError()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        var pollId = (await room.SendAsync(room.Hostess, "POST", "polls", Quiz)).Json.GetProperty("pollId").GetString();

        (await room.SendAsync(room.Guest, "POST", "polls", Quiz)).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await room.SendAsync(room.Guest, "POST", $"polls/{pollId}/close")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await room.SendAsync(room.Anybody, "PUT", $"polls/{pollId}/vote", new { option = 0 })).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await room.SendAsync(room.Guest, "PUT", $"polls/{pollId}/vote", new { option = 7 })).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await room.SendAsync(room.Guest, "PUT", $"polls/{pollId}/vote", new { })).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await room.SendAsync(room.Guest, "PUT", "polls/none/vote", new { option = 0 })).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await room.SendAsync(room.Guest, "GET", "polls/a%20b")).IsProblem(HttpStatusCode.NotFound, "not-found");
        var one = await room.SendAsync(room.Hostess, "POST", "polls", new { question = "Which?", options = new[] { "Red" } });
        one.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.True(one.Json.GetProperty("errors").TryGetProperty("options", out _));
        await room.SendAsync(room.Hostess, "POST", $"polls/{pollId}/close");
        (await room.SendAsync(room.Guest, "PUT", $"polls/{pollId}/vote", new { option = 0 })).IsProblem(HttpStatusCode.Conflict, "closed");
    }
}
