using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using Microsoft.Extensions.DependencyInjection;

namespace SocialCommerce.Api.Tests.Rooms;

public sealed class RehearsalTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Rehearse_HostAndSomebodyWhoWaits_SeeTwoRooms()
    {
        using var hostess = await host.SignInAsync();
        using var guest = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        await using var own = await Viewer.JoinAsync(hostess, room.RoomId);
        await using var waiting = await Viewer.JoinAsync(guest, room.RoomId);

        Assert.Equal("rehearsal", (await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Rehearse)).Status);

        // The first snapshot is that of the join.
        var backstage = await own.Snapshots.Reader.FirstAsync(joined => joined.Snapshot.Status == "rehearsal");
        Assert.NotEqual(own.Joined.Epoch, backstage.Epoch);
        Assert.Equal((0L, 0), (backstage.Seq, backstage.Snapshot.Comments.Count));
        var said = await own.Live.SendCommentAsync(room.RoomId, "one two");
        Assert.Equal(1, said.Seq);
        await own.Events.Reader.FirstAsync(e => e.Type == LiveEvent.CommentAdded);
        await using var late = await Viewer.JoinAsync(guest, room.RoomId);
        Assert.Equal(("scheduled", 0, 0L), (late.Joined.Snapshot.Status, late.Joined.Snapshot.Comments.Count, late.Joined.Seq));
        Assert.Equal("scheduled", (await guest.GetRoomAsync(room.RoomId)).Status);
        Assert.Equal("rehearsal", (await hostess.GetRoomAsync(room.RoomId)).Status);

        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);

        var front = await own.Snapshots.Reader.FirstAsync(joined => joined.Snapshot.Status == "live");
        Assert.Equal(own.Joined.Epoch, front.Epoch);
        Assert.Equal((1L, 0), (front.Seq, front.Snapshot.Comments.Count));
        var opened = await waiting.Events.Reader.FirstAsync(_ => true);
        Assert.Equal((1L, LiveEvent.RoomState, "live"), (opened.Seq, opened.Type, opened.DataAs<RoomStateData>().Status));
        Assert.False(waiting.Disconnects.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Track_DuringARehearsal_CountsForNobody()
    {
        using var hostess = await host.SignInAsync(Roles.Merchant);
        using var guest = await host.SignInAsync();
        var product = await hostess.CreateProductAsync(Samples.Product());
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", [product.ProductId]));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Rehearse);
        var before = await hostess.GetProductAsync(product.ProductId);
        var log = host.Services.GetRequiredService<IInteractionLog>();
        var heads = await HeadsAsync(log);
        using var http = host.CreateHttp(hostess.Tokens!.AccessToken);
        await using var own = await Viewer.JoinAsync(hostess, room.RoomId);

        var tracked = await http.SendAsync("POST", "/api/v1/interactions",
            $$"""{"items":[{"productId":"{{product.ProductId}}","kind":"like","roomId":"{{room.RoomId}}"}]}""");
        var suggested = await http.SendAsync("GET", $"/api/v1/users/me/suggestions?roomId={room.RoomId}");

        Assert.Equal(HttpStatusCode.Accepted, tracked.Status);
        Assert.Equal("rehearsed", Assert.Single(tracked.Json.GetProperty("results").EnumerateArray().ToList()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, suggested.Status);
        Assert.Empty(own.Joined.Snapshot.Suggestions);
        Assert.Equal(heads, await HeadsAsync(log));
        Assert.Equivalent(before, await hostess.GetProductAsync(product.ProductId));
        Assert.Empty(await host.Services.GetRequiredService<Orleans.IGrainFactory>()
            .GetGrain<Grains.Interfaces.Rooms.IRoomGrain>(room.RoomId).GetHotAsync(10));
        var mixed = await http.SendAsync("POST", "/api/v1/interactions",
            $$"""{"items":[{"productId":"{{product.ProductId}}","kind":"view","roomId":"{{room.RoomId}}"},{"productId":"{{product.ProductId}}","kind":"view"}]}""");
        Assert.Equal(["rehearsed", "recorded"], mixed.Json.GetProperty("results").EnumerateArray().Select(item => item.GetProperty("status").GetString()));
        using var guestHttp = host.CreateHttp(guest.Tokens!.AccessToken);
        var waiting = await guestHttp.SendAsync("POST", "/api/v1/interactions",
            $$"""{"items":[{"productId":"{{product.ProductId}}","kind":"view","roomId":"{{room.RoomId}}"}]}""");
        Assert.Equal("recorded", waiting.Json.GetProperty("results")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Steps_OutOfOrder_AreConflicts()
    {
        using var hostess = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));

        await RefusedAsync(RoomStep.CancelRehearsal);
        await RefusedAsync(RoomStep.Resume);
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Rehearse);
        await RefusedAsync(RoomStep.Rehearse);
        await RefusedAsync(RoomStep.Pause);
        Assert.Equal("scheduled", (await hostess.ChangeRoomAsync(room.RoomId, RoomStep.CancelRehearsal)).Status);
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await RefusedAsync(RoomStep.Start);
        await RefusedAsync(RoomStep.Rehearse);
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Pause);
        Assert.Equal("live", (await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Resume)).Status);

        async Task RefusedAsync(RoomStep step)
        {
            var refused = await Assert.ThrowsAsync<ApiException>(() => hostess.ChangeRoomAsync(room.RoomId, step));
            Assert.Equal((409, "illegal-step"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task UpdateRoom_BeforeItOpens_ChangesWhatIsAnnounced()
    {
        using var hostess = await host.SignInAsync();
        using var guest = await host.SignInAsync();
        var startsAt = DateTimeOffset.UtcNow.AddDays(1);
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", [], StartsAt: startsAt));
        using var own = host.CreateHttp(hostess.Tokens!.AccessToken);
        using var other = host.CreateHttp(guest.Tokens!.AccessToken);
        var path = $"/api/v1/rooms/{room.RoomId}";

        Assert.Equal(startsAt, room.StartsAt);
        var updated = await own.SendAsync("PATCH", path, """{"title":"Another title"}""");
        Assert.Equal((HttpStatusCode.OK, "Another title"), (updated.Status, updated.Json.GetProperty("title").GetString()));
        Assert.Equal(startsAt, updated.Json.GetProperty("startsAt").GetDateTimeOffset());
        (await own.SendAsync("PATCH", path, """{"startsAt":"2001-01-01T00:00:00Z"}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await own.SendAsync("PATCH", path, """{"title":" "}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await other.SendAsync("PATCH", path, "{}")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        (await own.SendAsync("PATCH", path, """{"title":"Too late"}""")).IsProblem(HttpStatusCode.Conflict, "illegal-step");
    }

    private static async Task<List<long>> HeadsAsync(IInteractionLog log)
    {
        var heads = new List<long>();
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            heads.Add(await log.ReadHeadAsync(partition, default));
        }

        return heads;
    }
}
