using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms;

/// <summary>More is said than people can read: those who ask for a sample get it, the others get everything.</summary>
public sealed class SampledRoomTests(SampledRoomTests.ReadableHost host) : IClassFixture<SampledRoomTests.ReadableHost>
{
    [Fact]
    public async Task AFlood_ReachesASampleDenselyAndEverybodyElseInFull()
    {
        using var speaker = await host.Value.SignInAsync();
        using var reader = await host.Value.SignInAsync();
        var room = await speaker.CreateRoomAsync(new NewRoom("A room", []));
        await speaker.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        using var guest = await host.Value.SignInAsync();
        await using var speaking = await Viewer.JoinAsync(guest, room.RoomId);
        await using var sampled = await Viewer.JoinAsync(reader, room.RoomId, new LiveConnectionOptions { SampleComments = true });
        var start = sampled.Joined.Seq;

        var sent = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => speaking.Live.SendCommentAsync(room.RoomId, $"{i}")));
        var own = await sampled.Live.SendCommentAsync(room.RoomId, "mine");

        var everything = await speaking.Events.Reader.TakeAsync(31);
        Assert.All(everything, e => Assert.Equal(LiveEvent.CommentAdded, e.Type));
        var seen = new List<LiveEvent>();
        do
        {
            seen.AddRange(await sampled.Events.Reader.TakeAsync(1));
        }
        while (seen[^1].Seq < own.Seq);

        Assert.Equal(start + 31, seen[^1].Seq);
        Assert.Contains(seen, e => e.Seq == own.Seq && e.Type == LiveEvent.CommentAdded);
        var leftOut = seen.Where(e => e.Type == LiveEvent.CommentsSampled).Sum(e => e.DataAs<CommentsSampledData>().Count);
        Assert.Equal(31, leftOut + seen.Count(e => e.Type == LiveEvent.CommentAdded));
        Assert.InRange(leftOut, 1, 30);
        Assert.Equal(leftOut, sampled.Live.Counters.LeftOut);
        Assert.Equal(0, sampled.Live.Counters.Gaps);
    }

    /// <summary>A host where one comment a second is all that one can read.</summary>
    public sealed class ReadableHost : IAsyncLifetime
    {
        public TestHost Value { get; } = new(new Dictionary<string, string?>
        {
            ["Live:ReadableCommentsPerSecond"] = "1",
            ["Live:CommentsMax"] = "1000",
        });

        public Task InitializeAsync() => Value.InitializeAsync();

        public Task DisposeAsync() => Value.DisposeAsync();
    }
}
