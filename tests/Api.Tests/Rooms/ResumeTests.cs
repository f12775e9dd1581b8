using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms;

/// <summary>Whatever is cut, nothing is missing and nothing comes twice.</summary>
public sealed class ResumeTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task ACutSocket_ComesBackWithEverythingItMissed()
    {
        using var speaker = await host.SignInAsync();
        using var listener = await host.SignInAsync();
        var room = await OpenRoomAsync(speaker);
        await using var speaking = await Viewer.JoinAsync(speaker, room.RoomId);
        await using var listening = await Viewer.JoinAsync(listener, room.RoomId);
        var start = listening.Joined.Seq;

        for (var round = 0; round < 5; round++)
        {
            CutSockets(listener);
            for (var i = 0; i < 3; i++)
            {
                await speaking.Live.SendCommentAsync(room.RoomId, $"{round}-{i}");
            }

            await listening.Reconnects.Reader.FirstAsync(_ => true);
        }

        var seen = await listening.Events.Reader.TakeAsync(15);
        Assert.Equal(Enumerable.Range(1, 15).Select(i => start + i), seen.Select(e => e.Seq));
        Assert.Equal(5, listening.Live.Counters.Reconnects);
        Assert.Empty(listening.Snapshots.Reader.ReadAllNow());
    }

    [Fact]
    public async Task Resume_OfAnotherEpoch_AnswersASnapshot()
    {
        using var speaker = await host.SignInAsync();
        var room = await OpenRoomAsync(speaker);
        await using var live = new RawHub(host.Address, speaker);
        await live.StartAsync();

        var answer = await live.CallAsync("Resume", new { roomId = room.RoomId, epoch = "x_other", seq = 0 });

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.False(answer.GetProperty("recovered").GetBoolean());
        Assert.Equal(room.RoomId, answer.GetProperty("snapshot").GetProperty("roomId").GetString());
    }

    [Theory]
    [InlineData("JoinRoom", """{}""", "invalid")]
    [InlineData("JoinRoom", """{"roomId":"no-such-room"}""", "not-found")]
    [InlineData("JoinRoom", "null", "invalid")]
    [InlineData("Resume", """{"roomId":"r","seq":1}""", "invalid")]
    [InlineData("SendComment", """{"roomId":"r","text":"hello","clientId":"c"}""", "not-joined")]
    [InlineData("SendReactions", """{"roomId":"r","kind":"heart","count":1,"batchId":"b"}""", "not-joined")]
    [InlineData("Track", """{"items":[]}""", "invalid")]
    public async Task ABadCall_IsRefusedWithACode(string method, string request, string code)
    {
        using var user = await host.SignInAsync();
        await using var live = new RawHub(host.Address, user);
        await live.StartAsync();

        var answer = await live.CallAsync(method, System.Text.Json.JsonDocument.Parse(request).RootElement);

        Assert.Equal((false, code), (answer.GetProperty("ok").GetBoolean(), answer.GetProperty("code").GetString()));
        Assert.Empty(host.Logs.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \u200b\u202e ")]
    [InlineData("\ufffd")]
    [InlineData(null)]
    public async Task ACommentWithoutReadableText_IsRefused(string? text)
    {
        using var user = await host.SignInAsync();
        var room = await OpenRoomAsync(user);
        await using var live = new RawHub(host.Address, user);
        await live.StartAsync();
        await live.CallAsync("JoinRoom", new { roomId = room.RoomId });

        var answer = await live.CallAsync("SendComment", new { roomId = room.RoomId, text, clientId = "c1" });

        Assert.Equal("invalid", answer.GetProperty("code").GetString());
    }

    [Fact]
    public async Task AMessageOverTheLimit_ClosesOnlyThatConnection()
    {
        using var user = await host.SignInAsync();
        var room = await OpenRoomAsync(user);
        await using var good = await Viewer.JoinAsync(user, room.RoomId);
        await using var bad = new RawHub(host.Address, user);
        await bad.StartAsync();

        await Assert.ThrowsAnyAsync<Exception>(
            () => bad.CallAsync("SendComment", new { roomId = room.RoomId, text = new string('x', 5_000), clientId = "c1" }));

        var comment = await good.Live.SendCommentAsync(room.RoomId, "still here");
        await good.Events.Reader.FirstAsync(e => e.Seq == comment.Seq);
    }

    private void CutSockets(SocialCommerceClient client)
    {
        var sockets = host.Services.GetRequiredService<LiveSockets>().OfUser(client.Tokens!.UserId);
        Assert.Single(sockets);
        sockets[0].Cut("a test cuts it");
    }

    private static async Task<Room> OpenRoomAsync(SocialCommerceClient client)
    {
        var room = await client.CreateRoomAsync(new NewRoom("A room", []));
        return await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
    }
}
