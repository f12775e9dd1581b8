using System.Net;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Rooms.Engagement;

public sealed class GiveawayTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly object Teapot = new { prize = "A teapot", winners = 2, durationSeconds = 600, redraw = true };

    [Fact]
    public async Task Giveaway_Drawn_IsWhatItsPublishedPartsSay()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        await using var viewer = await Viewer.JoinAsync(room.GuestClient, room.RoomId);
        var opened = await room.SendAsync(room.Hostess, "POST", "giveaways", Teapot);
        var id = opened.Json.GetProperty("giveawayId").GetString();
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.DoesNotContain("seed", opened.Body, StringComparison.OrdinalIgnoreCase);
        var entered = await room.SendAsync(room.Guest, "POST", $"giveaways/{id}/entries");
        var again = await room.SendAsync(room.Guest, "POST", $"giveaways/{id}/entries");
        Assert.Equal(entered.Body, again.Body);
        for (var number = 0; number < 4; number++)
        {
            using var other = await host.SignInAsync();
            using var http = host.CreateHttp(other.Tokens!.AccessToken);
            Assert.Equal(HttpStatusCode.OK, (await room.SendAsync(http, "POST", $"giveaways/{id}/entries")).Status);
        }

        (await room.SendAsync(room.Hostess, "POST", $"giveaways/{id}/entries")).IsProblem(HttpStatusCode.Forbidden, "excluded");
        (await room.SendAsync(room.Guest, "POST", $"giveaways/{id}/draw")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await room.SendAsync(room.Hostess, "GET", $"giveaways/{id}/proof")).IsProblem(HttpStatusCode.Conflict, "illegal-step");

        var drawn = await room.SendAsync(room.Hostess, "POST", $"giveaways/{id}/draw");
        var proof = (await room.SendAsync(room.Anybody, "GET", $"giveaways/{id}/proof")).Json;

        // Made again with nothing but what is published and a hash library.
        var seed = Convert.FromHexString(proof.GetProperty("seed").GetString()!);
        var entrants = proof.GetProperty("entrants").EnumerateArray().Select(entrant => entrant.GetString()!).ToList();
        var order = entrants.OrderBy(entrant => Convert.ToHexStringLower(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(entrant))), StringComparer.Ordinal);
        Assert.Equal(opened.Json.GetProperty("commitment").GetString(), Convert.ToHexStringLower(SHA256.HashData(seed)));
        Assert.Equal(5, entrants.Count);
        Assert.Contains(entered.Json.GetProperty("ownEntrantId").GetString(), entrants);
        Assert.Equal(order.Take(2), proof.GetProperty("winners").EnumerateArray().Select(winner => winner.GetString()!));
        var told = await viewer.Events.Reader.FirstAsync(e => e.Type == "giveaway.drawn");
        Assert.Equal(drawn.Json.GetProperty("winners").GetRawText(), told.Data.GetProperty("winners").GetRawText());
        Assert.All(told.Data.GetProperty("winners").EnumerateArray(), winner => Assert.StartsWith("User ", winner.GetProperty("displayName").GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain("u_", told.Data.GetRawText(), StringComparison.Ordinal);
        (await room.SendAsync(room.Hostess, "POST", $"giveaways/{id}/claim")).IsProblem(HttpStatusCode.Forbidden, "not-winner");
        (await room.SendAsync(room.Guest, "POST", $"giveaways/{id}/entries")).IsProblem(HttpStatusCode.Conflict, "closed");
    }

    [Fact]
    public async Task Claim_ByTheWinner_SettlesTheGiveaway()
    {
        using var room = await EngagementRoom.OpenAsync(host);
        var id = (await room.SendAsync(room.Hostess, "POST", "giveaways", new { prize = "A teapot", durationSeconds = 600 }))
            .Json.GetProperty("giveawayId").GetString();
        await room.SendAsync(room.Guest, "POST", $"giveaways/{id}/entries");
        await room.SendAsync(room.Hostess, "POST", $"giveaways/{id}/draw");

        var claimed = await room.SendAsync(room.Guest, "POST", $"giveaways/{id}/claim");

        Assert.Equal("settled", claimed.Json.GetProperty("status").GetString());
        Assert.True(claimed.Json.GetProperty("winners")[0].GetProperty("claimed").GetBoolean());
        var listed = await room.SendAsync(room.Guest, "GET", "giveaways");
        Assert.Equal(id, Assert.Single(listed.Json.GetProperty("items").EnumerateArray()).GetProperty("giveawayId").GetString());
    }

    [Fact]
    public async Task Open_WhatCannotBe_IsAClearError()
    {
        using var room = await EngagementRoom.OpenAsync(host);

        (await room.SendAsync(room.Guest, "POST", "giveaways", Teapot)).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await room.SendAsync(room.Anybody, "POST", "giveaways", Teapot)).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await room.SendAsync(room.Hostess, "POST", "giveaways", new { prize = "x", durationSeconds = 600, productId = "p_none" }))
            .IsProblem(HttpStatusCode.UnprocessableEntity, "unknown-product");
        var bad = await room.SendAsync(room.Hostess, "POST", "giveaways", new { winners = 0, condition = "keyword" });
        bad.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(
            ["durationSeconds", "keyword", "prize", "winners"],
            bad.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        (await room.SendAsync(room.Guest, "GET", "giveaways/none")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await room.SendAsync(room.Guest, "GET", "giveaways/none/proof")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }
}
