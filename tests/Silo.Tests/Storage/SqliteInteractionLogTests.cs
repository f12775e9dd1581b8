using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteInteractionLogTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreDirectory _directory = new();
    private readonly SqliteStore _store;
    private readonly SqliteInteractionLog _log;

    public SqliteInteractionLogTests()
    {
        _store = _directory.Open();
        _log = new SqliteInteractionLog(_store);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Append_SeveralEntries_GivesDensePlaces()
    {
        var places = await AppendAsync(Entry("u-1", "e-1"), Entry("u-1", "e-2"), Entry("u-1", "e-3"));

        Assert.Equal([new(1, 1, false), new(2, 2, false), new LogPlace(3, 3, false)], places);
    }

    [Fact]
    public async Task Append_ThenRead_GivesEveryFieldBack()
    {
        var full = new Interaction("e-1", "p-1", InteractionKind.Rating, Now, "r-1", 4.5, "i-1");
        var bare = new Interaction("e-2", "p-2", InteractionKind.View, Now.AddMilliseconds(1));
        await AppendAsync(new LogEntry("u-1", full, "shoes", Now, [0, 127, 255]), new LogEntry("u-1", bare, "hats", Now));

        var rows = await _log.ReadUserTailAsync("u-1", 0, 10, default);

        var partition = Partitions.Of("u-1");
        Assert.Equal(
            [new(1, partition, 1, "u-1", full, "shoes"), new LogRow(2, partition, 2, "u-1", bare, "hats")],
            rows.Select(row => row with { UserVector = default }));
        Assert.Equal<byte>([0, 127, 255], rows[0].UserVector);
        Assert.Empty(rows[1].UserVector);
    }

    [Fact]
    public async Task Append_RepeatedEventId_AnswersTheFirstPlace()
    {
        var first = await AppendAsync(Entry("u-1", "e-1"));

        var again = await AppendAsync(Entry("u-1", "e-2"), Entry("u-1", "e-1", "another-product"));

        Assert.Equal([new(2, 2, false), first[0] with { IsDuplicate = true }], again);
        Assert.Equal("p-1", (await _log.ReadUserTailAsync("u-1", 0, 10, default))[0].Interaction.ProductId);
    }

    [Fact]
    public async Task Append_RepeatedWithinOneBatch_IsWrittenOnce()
    {
        var places = await AppendAsync(Entry("u-1", "e-1"), Entry("u-1", "e-1"), Entry("u-1", "e-2"));

        Assert.Equal([new(1, 1, false), new(1, 1, true), new LogPlace(2, 2, false)], places);
    }

    [Fact]
    public async Task Append_SameEventIdOfTwoUsers_IsTwoRows()
    {
        var places = await AppendAsync(Entry("u-1", "e-1"), Entry("u-2", "e-1"));

        Assert.All(places, place => Assert.False(place.IsDuplicate));
        Assert.Equal([1L, 2L], places.Select(place => place.Offset));
    }

    [Fact]
    public async Task Append_AfterReopening_GoesOnAndKnowsItsDuplicates()
    {
        await AppendAsync(Entry("u-1", "e-1"), Entry("u-1", "e-2"));
        var reopened = new SqliteInteractionLog(_directory.Reopen());

        var places = await reopened.AppendAsync([Entry("u-1", "e-2"), Entry("u-1", "e-3")], default);

        Assert.Equal([new(2, 2, true), new LogPlace(3, 3, false)], places);
        Assert.Equal(3, await reopened.ReadHeadAsync(Partitions.Of("u-1"), default));
    }

    [Fact]
    public async Task Append_InABatchThatIsRolledBack_LeavesNoHole()
    {
        await AppendAsync(Entry("u-1", "e-1"));
        using var gate = await WriterGate.CloseAsync(_store);
        var append = _log.AppendAsync([Entry("u-1", "e-2")], default);
        var thrower = _store.Writer.WriteAsync<int>(_ => throw new InvalidOperationException());
        var later = _log.AppendAsync([Entry("u-1", "e-3")], default);
        await gate.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => thrower);
        Assert.Equal([new LogPlace(2, 2, false)], await append);
        Assert.Equal([new LogPlace(3, 3, false)], await later);
    }

    [Fact]
    public async Task Append_AfterAFatalError_ContinuesWithoutHole()
    {
        await AppendAsync(Entry("u-1", "e-1"));
        using var gate = await WriterGate.CloseAsync(_store);
        var lost = _log.AppendAsync([Entry("u-1", "e-2")], default);
        var fatal = _store.Writer.WriteAsync<int>(_ => throw new Microsoft.Data.Sqlite.SqliteException("disk I/O error", 10));
        await gate.OpenAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => fatal);

        Assert.Equal([new LogPlace(2, 2, false)], await AppendAsync(Entry("u-1", "e-2")));
    }

    [Fact]
    public async Task Append_ByManyAtOnce_IsDensePerPartitionAndComplete()
    {
        var users = Enumerable.Range(0, 40).Select(number => $"user-{number}").ToArray();
        var places = await Task.WhenAll(users.SelectMany(user => Enumerable.Range(0, 25).Select(
            number => Task.Run(() => _log.AppendAsync([Entry(user, $"e-{number}")], default)))));

        Assert.Equal(Enumerable.Range(1, 1_000).Select(offset => (long)offset), places.Select(place => place[0].Offset).Order());
        var total = 0;
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            var rows = await _log.ReadPartitionAsync(partition, 0, 1_000, default);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(sequence => (long)sequence), rows.Select(row => row.Sequence));
            Assert.All(rows, row => Assert.Equal(partition, Partitions.Of(row.UserId)));
            Assert.Equal(rows.Count, await _log.ReadHeadAsync(partition, default));
            total += rows.Count;
        }

        Assert.Equal(1_000, total);
    }

    [Fact]
    public async Task Append_OneUsersCallsAtOnce_KeepTheOrderOfTheCalls()
    {
        var appends = Enumerable.Range(0, 200).Select(number => _log.AppendAsync([Entry("u-1", $"e-{number}")], default)).ToList();
        await Task.WhenAll(appends);

        var rows = await _log.ReadUserTailAsync("u-1", 0, 500, default);
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"e-{number}"), rows.Select(row => row.Interaction.EventId));
    }

    [Fact]
    public async Task Append_CancelledBefore_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _log.AppendAsync([Entry("u-1", "e-1")], new CancellationToken(canceled: true)));

        Assert.Equal(0, await _log.ReadHeadAsync(Partitions.Of("u-1"), default));
    }

    [Fact]
    public async Task Read_Tails_AreBoundedAndInOrder()
    {
        await _log.AppendAsync([.. Enumerable.Range(1, 10).Select(number => Entry("u-1", $"e-{number}"))], default);
        await AppendAsync(Entry("u-2", "e-1"));

        Assert.Equal([4L, 5L, 6L], (await _log.ReadUserTailAsync("u-1", 3, 3, default)).Select(row => row.Offset));
        Assert.Equal([9L, 10L], (await _log.ReadPartitionAsync(Partitions.Of("u-1"), 8, 2, default)).Select(row => row.Sequence));
        Assert.Empty(await _log.ReadUserTailAsync("u-1", 10, 3, default));
        Assert.Empty(await _log.ReadUserTailAsync("nobody", 0, 3, default));
    }

    private Task<IReadOnlyList<LogPlace>> AppendAsync(params LogEntry[] entries) => _log.AppendAsync(entries, default);

    private static LogEntry Entry(string userId, string eventId, string productId = "p-1") =>
        new(userId, new Interaction(eventId, productId, InteractionKind.Like, Now), "shoes", Now);
}
