using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Rooms;

public sealed class LiveRoomTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task TwoViewers_CommentAtOnce_SeeOneOrder()
    {
        using var hostess = await host.SignInAsync();
        using var viewer = await host.SignInAsync();
        var room = await OpenRoomAsync(hostess);
        await using var first = await Viewer.JoinAsync(hostess, room.RoomId);
        await using var second = await Viewer.JoinAsync(viewer, room.RoomId);

        var sent = await Task.WhenAll(
            SendManyAsync(first.Live, room.RoomId, "a", 10), SendManyAsync(second.Live, room.RoomId, "b", 10));

        var seenFirst = await first.Events.Reader.TakeAsync(20);
        var seenSecond = await second.Events.Reader.TakeAsync(20);
        Assert.Equal(seenFirst.Select(Describe), seenSecond.Select(Describe));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => seenFirst[0].Seq - 1 + i), seenFirst.Select(e => e.Seq));
        Assert.Equal(sent.SelectMany(batch => batch).Select(comment => comment.Seq).Order(), seenFirst.Select(e => e.Seq));
    }

    [Fact]
    public async Task JoinRoom_OfALiveRoom_AnswersItsSnapshot()
    {
        using var hostess = await host.SignInAsync(Roles.Merchant);
        var product = await hostess.CreateProductAsync(Samples.Product());
        var room = await hostess.CreateRoomAsync(new NewRoom("Tea time", [product.ProductId], "/video/tea.mp4"));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await hostess.PinAsync(room.RoomId, product.ProductId);
        await using var viewer = await Viewer.JoinAsync(hostess, room.RoomId);
        var comment = await viewer.Live.SendCommentAsync(room.RoomId, "hello");
        await viewer.Events.Reader.FirstAsync(e => e.Seq == comment.Seq);

        await using var late = await Viewer.JoinAsync(hostess, room.RoomId);

        var snapshot = late.Joined.Snapshot;
        Assert.Equal(comment.Seq, late.Joined.Seq);
        Assert.Equal(("Tea time", "live", "/video/tea.mp4"), (snapshot.Title, snapshot.Status, snapshot.PlaybackUrl));
        Assert.Equal(product.ProductId, Assert.Single(snapshot.Products).ProductId);
        Assert.Equal(product.ProductId, Assert.Single(snapshot.Pins).ProductId);
        Assert.Equal(("hello", comment.Id), (Assert.Single(snapshot.Comments).Text, snapshot.Comments[0].Id));
        Assert.Equal(2, snapshot.Viewers);
    }

    [Fact]
    public async Task SendComment_WithTheSameClientId_IsOneComment()
    {
        using var hostess = await host.SignInAsync();
        var room = await OpenRoomAsync(hostess);
        await using var viewer = await Viewer.JoinAsync(hostess, room.RoomId);

        var first = await viewer.Live.SendCommentAsync(room.RoomId, "once", "c1");
        var again = await viewer.Live.SendCommentAsync(room.RoomId, "once", "c1");
        var other = await viewer.Live.SendCommentAsync(room.RoomId, "twice", "c2");

        Assert.Equal(first, again);
        Assert.Equal(first.Seq + 1, other.Seq);
    }

    [Fact]
    public async Task SendReactions_WithARepeatedBatch_CountsItOnce()
    {
        using var hostess = await host.SignInAsync();
        var room = await OpenRoomAsync(hostess);
        await using var viewer = await Viewer.JoinAsync(hostess, room.RoomId);

        await viewer.Live.SendReactionsAsync(room.RoomId, "heart", 7, "b1");
        await viewer.Live.SendReactionsAsync(room.RoomId, "heart", 7, "b1");
        await viewer.Live.SendReactionsAsync(room.RoomId, "heart", 5, "b2");

        var pulse = await viewer.Pulses.Reader.FirstAsync(pulse => pulse.Reactions.GetValueOrDefault("heart") >= 12);
        Assert.Equal(12, pulse.Reactions["heart"]);
    }

    [Fact]
    public async Task RemoveComment_ByTheHost_ReachesEverybody()
    {
        using var hostess = await host.SignInAsync();
        using var guest = await host.SignInAsync();
        var room = await OpenRoomAsync(hostess);
        await using var viewer = await Viewer.JoinAsync(guest, room.RoomId);
        var comment = await viewer.Live.SendCommentAsync(room.RoomId, "rude");

        await hostess.RemoveCommentAsync(room.RoomId, comment.Id);

        var removed = await viewer.Events.Reader.FirstAsync(e => e.Type == LiveEvent.CommentRemoved);
        Assert.Equal((comment.Id, comment.Seq + 1), (removed.DataAs<CommentIdData>().Id, removed.Seq));
    }

    [Fact]
    public async Task SendComment_WithoutHavingJoined_IsRefused()
    {
        using var hostess = await host.SignInAsync();
        var room = await OpenRoomAsync(hostess);
        await using var live = hostess.CreateLiveConnection();
        await live.StartAsync();

        var refused = await Assert.ThrowsAsync<LiveRefusedException>(() => live.SendCommentAsync(room.RoomId, "hello"));

        Assert.Equal("not-joined", refused.Code);
    }

    private static async Task<Room> OpenRoomAsync(SocialCommerceClient client)
    {
        var room = await client.CreateRoomAsync(new NewRoom("A room", []));
        return await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
    }

    private static Task<SentComment[]> SendManyAsync(LiveConnection live, string roomId, string prefix, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => live.SendCommentAsync(roomId, $"{prefix}{i}")));

    private static (long, string) Describe(LiveEvent e) => (e.Seq, e.DataAs<CommentData>().Text);
}
