using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

public sealed class ModerationTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task SlowMode_OnEveryDevice_IsOneAndSaysWhen()
    {
        await using var stage = await StageAsync();
        await stage.Host.SetAsync("modes", new { slowModeSeconds = 60 });
        await using var second = await HubAsync(stage.Guest, stage.RoomId);

        Assert.True((await stage.SayAsync("one")).GetProperty("ok").GetBoolean());
        var refused = await second.CallAsync("SendComment", new { roomId = stage.RoomId, text = "two", clientId = "k-two" });

        Assert.Equal("slow-mode", refused.GetProperty("code").GetString());
        Assert.InRange(refused.GetProperty("retryAfterMs").GetInt64(), 1, 60_000);
        await stage.Host.SetAsync("modes", new { slowModeSeconds = 0 });
        Assert.True((await stage.SayAsync("two")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Modes_WhenChanged_AreAnEventAndInTheSnapshot()
    {
        await using var stage = await StageAsync();
        await using var viewer = await Viewer.JoinAsync(stage.Guest, stage.RoomId);

        await stage.Host.SetAsync("modes", new { slowModeSeconds = 7, followersOnly = true });

        var changed = await viewer.Events.Reader.FirstAsync(e => e.Type == "room.modes");
        Assert.Equal((7, true, false), Modes(changed.Data));
        await using var late = new RawHub(host.Address, stage.Guest);
        await late.StartAsync();
        var snapshot = (await late.CallAsync("JoinRoom", new { roomId = stage.RoomId })).GetProperty("snapshot");
        Assert.Equal((7, true, false), Modes(snapshot.GetProperty("modes")));
        Assert.Equal("viewer", snapshot.GetProperty("you").GetProperty("role").GetString());
    }

    [Fact]
    public async Task FollowersOnly_LetsInWhoFollows()
    {
        await using var stage = await StageAsync();
        await stage.Host.SetAsync("modes", new { followersOnly = true });

        Assert.Equal("followers-only", (await stage.SayAsync("hello")).GetProperty("code").GetString());
        await stage.Guest.FollowAsync(stage.HostId);

        Assert.True((await stage.SayAsync("hello")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task BuyersOnly_LetsInWhoHasBought()
    {
        using var seller = await host.SignInAsync(Roles.Merchant);
        var product = await seller.CreateProductAsync(Samples.Product());
        await using var stage = await StageAsync();
        await stage.Host.SetAsync("modes", new { buyersOnly = true });

        Assert.Equal("buyers-only", (await stage.SayAsync("hello")).GetProperty("code").GetString());
        await stage.Guest.TrackAsync([new Interaction(product.ProductId, InteractionKind.Purchase)]);

        Assert.True((await stage.SayAsync("hello")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Mute_IsToldAtOnceAndHoldsUntilItEnds()
    {
        await using var stage = await StageAsync();
        await stage.Host.DoAsync(new { action = "mute", userId = stage.GuestId, seconds = 600, reason = "loud" });

        var refused = await stage.SayAsync("hello");
        Assert.Equal("muted", refused.GetProperty("code").GetString());
        Assert.InRange(refused.GetProperty("retryAfterMs").GetInt64(), 1, 600_000);
        await stage.Host.DoAsync(new { action = "unmute", userId = stage.GuestId });
        Assert.True((await stage.SayAsync("hello")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Ban_EndsEveryConnectionsPlaceInTheRoom()
    {
        await using var stage = await StageAsync();
        await using var first = await Viewer.JoinAsync(stage.Guest, stage.RoomId);
        await using var other = await Viewer.JoinAsync(stage.HostClient, stage.RoomId);
        var notices = new List<Notice>();
        var banned = new TaskCompletionSource();
        first.Live.NoticeReceived += notice =>
        {
            notices.Add(notice);
            banned.TrySetResult();
        };

        await stage.Host.DoAsync(new { action = "ban", userId = stage.GuestId });
        await banned.Task.WaitAsync(Hosting.Await.Limit);

        Assert.Equal("room.banned", Assert.Single(notices).Kind);
        Assert.Equal("not-joined", (await stage.SayAsync("hello")).GetProperty("code").GetString());
        Assert.Equal("banned", (await stage.Hub.CallAsync("JoinRoom", new { roomId = stage.RoomId })).GetProperty("code").GetString());
        Assert.Equal("banned", (await stage.Hub.CallAsync("Resume", new { roomId = stage.RoomId, epoch = other.Joined.Epoch, seq = 0 })).GetProperty("code").GetString());
        var comment = await other.Live.SendCommentAsync(stage.RoomId, "still on");
        await other.Events.Reader.FirstAsync(e => e.Seq == comment.Seq);
        Assert.DoesNotContain(first.Events.Reader.ReadAllNow(), e => e.Seq == comment.Seq);

        await stage.Host.DoAsync(new { action = "unban", userId = stage.GuestId });
        var back = await Eventually.GetAsync(
            async () => (await stage.Hub.CallAsync("JoinRoom", new { roomId = stage.RoomId })).GetProperty("ok").GetBoolean(), static ok => ok);
        Assert.True(back);
    }

    [Fact]
    public async Task Rules_BlockedHeldAndMasked_AreEachAnsweredAndAudited()
    {
        await using var stage = await StageAsync();
        await using var viewer = await Viewer.JoinAsync(stage.HostClient, stage.RoomId);
        await stage.Host.SetAsync("moderation/rules", new
        {
            rules = new object[]
            {
                new { term = "casino", action = "block" }, new { term = "加微信", action = "hold" }, new { term = "damn", action = "mask" },
            },
        });

        Assert.Equal("comment-blocked", (await stage.SayAsync("best с4ѕ1п0")).GetProperty("code").GetString());
        Assert.Equal("comment-held", (await stage.SayAsync("加 微 信")).GetProperty("code").GetString());
        var masked = await stage.SayAsync("damn nice");
        Assert.True(masked.GetProperty("ok").GetBoolean());

        var shown = await viewer.Events.Reader.FirstAsync(e => e.Type == LiveEvent.CommentAdded);
        Assert.Equal("**** nice", shown.DataAs<CommentData>().Text);
        var held = Assert.Single((await stage.Host.ReadAsync("moderation/queue")).GetProperty("items").EnumerateArray());
        Assert.Equal(("加 微 信", "加微信"), (held.GetProperty("text").GetString(), held.GetProperty("rule").GetString()));
        await stage.Host.DoAsync(new { action = "approve", commentId = held.GetProperty("commentId").GetString() });
        var approved = await viewer.Events.Reader.FirstAsync(e => e.Type == LiveEvent.CommentAdded);
        Assert.Equal("加 微 信", approved.DataAs<CommentData>().Text);
        var log = (await stage.Host.ReadAsync("moderation/log")).GetProperty("items").EnumerateArray();
        Assert.Equal(["approve", "masked", "held", "blocked", "rules"], log.Select(line => line.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task Remove_Acknowledged_IsNeverReadAgain()
    {
        await using var stage = await StageAsync();
        var epoch = stage.Joined.GetProperty("epoch").GetString();
        var seq = stage.Joined.GetProperty("seq").GetInt64();
        var sent = await stage.SayAsync("unspeakable");

        await stage.Host.DoAsync(new { action = "remove", commentId = sent.GetProperty("id").GetString() });

        var resumed = await Eventually.GetAsync(ResumeAsync, static text => text.Contains("comment.removed", StringComparison.Ordinal));
        Assert.DoesNotContain("unspeakable", resumed, StringComparison.Ordinal);
        var snapshot = (await stage.Hub.CallAsync("JoinRoom", new { roomId = stage.RoomId })).GetRawText();
        Assert.DoesNotContain("unspeakable", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain("unspeakable", await (await stage.Host.GetAsync("moderation/export")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        async Task<string> ResumeAsync() =>
            (await stage.Hub.CallAsync("Resume", new { roomId = stage.RoomId, epoch, seq })).GetRawText();
    }

    [Fact]
    public async Task Comments_OfModerators_AreNotLimitedAsViewersAre()
    {
        await using var stage = await StageAsync();
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await stage.SayAsync($"a{i}")).GetProperty("ok").GetBoolean());
        }

        Assert.Equal("rate-limited", (await stage.SayAsync("once more")).GetProperty("code").GetString());
        await stage.Host.DoAsync(new { action = "appoint", userId = stage.GuestId });

        var said = await Eventually.GetAsync(
            async () => (await stage.SayAsync("as a moderator")).GetProperty("ok").GetBoolean(), static ok => ok);
        Assert.True(said);
    }

    private static (int, bool, bool) Modes(JsonElement modes) => (
        modes.GetProperty("slowModeSeconds").GetInt32(), modes.GetProperty("followersOnly").GetBoolean(), modes.GetProperty("buyersOnly").GetBoolean());

    private async Task<RawHub> HubAsync(SocialCommerceClient client, string roomId)
    {
        var hub = new RawHub(host.Address, client);
        await hub.StartAsync();
        await hub.CallAsync("JoinRoom", new { roomId });
        return hub;
    }

    private Task<Stage> StageAsync() => Stage.OpenAsync(host);
}
