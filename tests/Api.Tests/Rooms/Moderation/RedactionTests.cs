using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

/// <summary>Words that were removed are not sent from the relay's memory either (S28).</summary>
public sealed class RedactionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Resume_AfterARemoval_HasTheEventWithoutItsWords(bool isFlushedBefore)
    {
        var feed = new RoomFeed<string>("r", 8, (_, _, _) => { });
        feed.Reset(new RoomPosition("e", 0));
        feed.TryTake([Comment(1), Comment(2)]);
        if (isFlushedBefore)
        {
            feed.Flush(new Nobody());
        }

        feed.TryTake([new RoomEvent(3, RoomEventType.CommentRemoved, Now, CommentId: "c-1")]);

        var missed = feed.TryResume("back", new RoomPosition("e", 0))!;
        Assert.Equal(["", "rude", null], missed.Select(next => next.Comment?.Text));
    }

    [Fact]
    public void Redact_WhatIsNoLongerHeld_ChangesNothing()
    {
        var history = new EventHistory(2);
        for (var sequence = 1; sequence <= 3; sequence++)
        {
            Assert.True(history.TryAdd(Comment(sequence)));
        }

        history.Redact("c-1");
        history.Redact("c-9");

        Assert.Equal(["rude", "rude"], history.After(1)!.Select(next => next.Comment!.Text));
    }

    private static RoomEvent Comment(long sequence) => new(
        sequence, RoomEventType.CommentAdded, Now, new RoomComment($"c-{sequence}", "u", "Ann", "rude", $"k-{sequence}", sequence, Now));

    private sealed class Nobody : IRoomDelivery<string>
    {
        public void Begin(string epoch, IReadOnlyList<RoomEvent> events)
        {
        }

        public void Deliver(string viewer, bool isSampled)
        {
        }

        public void DeliverAfter(string viewer, bool isSampled, long known)
        {
        }
    }
}
