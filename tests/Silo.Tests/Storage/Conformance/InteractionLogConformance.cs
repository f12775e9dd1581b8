using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What grains rely on, whatever keeps the interactions.</summary>
public abstract class InteractionLogConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IInteractionLog Log { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Append_SeveralEntries_GivesDensePlaces()
    {
        var places = await AppendAsync(Entry("u-1", "e-1"), Entry("u-1", "e-2"), Entry("u-1", "e-3"));

        Assert.Equal([1L, 2L, 3L], places.Select(place => place.Sequence));
        Assert.Equal(places.OrderBy(place => place.Offset), places);
        Assert.All(places, place => Assert.False(place.IsDuplicate));
        Assert.All(places, place => Assert.True(place.Offset > 0));
    }

    [StoreFact]
    public async Task Append_Nothing_AnswersNothing() => Assert.Empty(await Log.AppendAsync([], default));

    [StoreFact]
    public async Task Append_ThenRead_GivesEveryFieldBack()
    {
        var full = new Interaction("e-1", "p-1", InteractionKind.Rating, Now, "r-1", 4.5, "i-1");
        var bare = new Interaction("e-2", "p-2", InteractionKind.View, Now.AddMilliseconds(1));
        var places = await AppendAsync(
            new LogEntry("u-1", full, "shoes", Now.AddMilliseconds(7), [0, 127, 255]), new LogEntry("u-1", bare, "hats", Now));

        var rows = await Log.ReadUserTailAsync("u-1", 0, 10, default);

        var partition = Partitions.Of("u-1");
        Assert.Equal(
            [
                new(places[0].Offset, partition, 1, "u-1", full, "shoes", RecordedAt: Now.AddMilliseconds(7)),
                new LogRow(places[1].Offset, partition, 2, "u-1", bare, "hats", RecordedAt: Now),
            ],
            rows.Select(row => row with { UserVector = default }));
        Assert.Equal<byte>([0, 127, 255], rows[0].UserVector);
        Assert.Empty(rows[1].UserVector);
    }

    [StoreFact]
    public async Task Append_RepeatedEventId_AnswersTheFirstPlace()
    {
        var first = await AppendAsync(Entry("u-1", "e-1"));

        var again = await AppendAsync(Entry("u-1", "e-2"), Entry("u-1", "e-1", "another-product"));

        Assert.Equal((2L, false), (again[0].Sequence, again[0].IsDuplicate));
        Assert.Equal(first[0] with { IsDuplicate = true }, again[1]);
        Assert.Equal("p-1", (await Log.ReadUserTailAsync("u-1", 0, 10, default))[0].Interaction.ProductId);
    }

    [StoreFact]
    public async Task Append_RepeatedWithinOneBatch_IsWrittenOnce()
    {
        var places = await AppendAsync(Entry("u-1", "e-1"), Entry("u-1", "e-1"), Entry("u-1", "e-2"));

        Assert.Equal([(1L, false), (1L, true), (2L, false)], places.Select(place => (place.Sequence, place.IsDuplicate)));
        Assert.Equal(places[0].Offset, places[1].Offset);
    }

    [StoreFact]
    public async Task Append_RepeatedByManyAtOnce_IsWrittenOnce()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => Task.Run(() => Log.AppendAsync([Entry("u-1", "e-1")], default))));

        Assert.Single(places, place => !place[0].IsDuplicate);
        Assert.Single(places.Select(place => (place[0].Offset, place[0].Sequence)).Distinct());
        Assert.Equal(1, await Log.ReadHeadAsync(Partitions.Of("u-1"), default));
    }

    [StoreFact]
    public async Task Append_SameEventIdOfTwoUsers_IsTwoRows()
    {
        var places = await AppendAsync(Entry("u-1", "e-1"), Entry("u-2", "e-1"));

        Assert.All(places, place => Assert.False(place.IsDuplicate));
        Assert.NotEqual(places[0].Offset, places[1].Offset);
    }

    [StoreFact]
    public async Task Append_AfterReopening_GoesOnAndKnowsItsDuplicates()
    {
        var before = await AppendAsync(Entry("u-1", "e-1"), Entry("u-1", "e-2"));
        await ReopenAsync();

        var places = await AppendAsync(Entry("u-1", "e-2"), Entry("u-1", "e-3"));

        Assert.Equal(before[1] with { IsDuplicate = true }, places[0]);
        Assert.Equal((3L, false), (places[1].Sequence, places[1].IsDuplicate));
        Assert.True(places[1].Offset > before[1].Offset);
        Assert.Equal(3, await Log.ReadHeadAsync(Partitions.Of("u-1"), default));
    }

    [StoreFact]
    public async Task Append_ByManyAtOnce_IsDensePerPartitionAndComplete()
    {
        var users = Enumerable.Range(0, 40).Select(number => $"user-{number}").ToArray();
        var places = await Task.WhenAll(users.SelectMany(user => Enumerable.Range(0, 25).Select(
            number => Task.Run(() => Log.AppendAsync([Entry(user, $"e-{number}")], default)))));

        Assert.Equal(1_000, places.Select(place => place[0].Offset).Distinct().Count());
        var total = 0;
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            var rows = await Log.ReadPartitionAsync(partition, 0, 1_000, default);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(sequence => (long)sequence), rows.Select(row => row.Sequence));
            Assert.Equal(rows.OrderBy(row => row.Offset), rows);
            Assert.All(rows, row => Assert.Equal(partition, Partitions.Of(row.UserId)));
            Assert.Equal(rows.Count, await Log.ReadHeadAsync(partition, default));
            total += rows.Count;
        }

        Assert.Equal(1_000, total);
    }

    [StoreFact]
    public async Task Append_OneUsersCallsAtOnce_KeepTheOrderOfTheCalls()
    {
        var appends = Enumerable.Range(0, 200).Select(number => Log.AppendAsync([Entry("u-1", $"e-{number}")], default)).ToList();
        await Task.WhenAll(appends);

        var rows = await Log.ReadUserTailAsync("u-1", 0, 500, default);
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"e-{number}"), rows.Select(row => row.Interaction.EventId));
    }

    [StoreFact]
    public async Task Append_CancelledBefore_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Log.AppendAsync([Entry("u-1", "e-1")], new CancellationToken(canceled: true)));

        Assert.Equal(0, await Log.ReadHeadAsync(Partitions.Of("u-1"), default));
    }

    [StoreFact]
    public async Task Read_Tails_AreBoundedAndInOrder()
    {
        var places = await AppendAsync([.. Enumerable.Range(1, 10).Select(number => Entry("u-1", $"e-{number}"))]);
        await AppendAsync(Entry("u-2", "e-1"));

        var tail = await Log.ReadUserTailAsync("u-1", places[2].Offset, 3, default);
        Assert.Equal(places.Skip(3).Take(3).Select(place => place.Offset), tail.Select(row => row.Offset));
        Assert.Equal([9L, 10L], (await Log.ReadPartitionAsync(Partitions.Of("u-1"), 8, 2, default)).Select(row => row.Sequence));
        Assert.Empty(await Log.ReadUserTailAsync("u-1", places[9].Offset, 3, default));
        Assert.Empty(await Log.ReadUserTailAsync("nobody", 0, 3, default));
    }

    /// <summary>Whatever a user's last known offset is, its tail is exactly what lies behind it.</summary>
    [StoreFact]
    public async Task Read_UserTailAfterAnyOffset_IsWhatLiesBehindIt()
    {
        var places = new List<LogPlace>();
        for (var number = 0; number < 3; number++)
        {
            places.AddRange(await AppendAsync(Entry("u-1", $"e-{number}"), Entry("u-2", $"e-{number}"), Entry("u-3", $"e-{number}")));
        }

        var mine = places.Where((_, index) => index % 3 == 0).Select(place => place.Offset).ToList();
        for (var after = 0L; after <= places.Max(place => place.Offset) + 1; after++)
        {
            var tail = await Log.ReadUserTailAsync("u-1", after, 10, default);
            Assert.Equal(mine.Where(offset => offset > after), tail.Select(row => row.Offset));
        }
    }

    protected Task<IReadOnlyList<LogPlace>> AppendAsync(params LogEntry[] entries) => Log.AppendAsync(entries, default);

    protected static LogEntry Entry(string userId, string eventId, string productId = "p-1") =>
        new(userId, new Interaction(eventId, productId, InteractionKind.Like, Now), "shoes", Now);
}
