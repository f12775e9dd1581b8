using Microsoft.Data.Sqlite;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteWriterTests : IDisposable
{
    private const string Insert = "INSERT INTO list_item (list, id) VALUES ('numbers', ?1)";

    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task WriteAsync_ManyAtOnce_ShareOneCommit()
    {
        var store = _directory.Open();
        using var meter = new CommitMeter();
        using var gate = await WriterGate.CloseAsync(store);

        var writes = Enumerable.Range(0, 500).Select(number => AddAsync(store, number)).ToArray();
        await gate.OpenAsync();
        await Task.WhenAll(writes);

        Assert.Equal([1, 500], meter.Commits);
        Assert.Equal(Enumerable.Range(0, 500), Numbers(store));
    }

    [Fact]
    public async Task WriteAsync_MoreThanABatch_FillsOneBatchAfterTheOther()
    {
        var store = _directory.Open(options => options.BatchMax = 10);
        using var meter = new CommitMeter();
        using var gate = await WriterGate.CloseAsync(store);

        var writes = Enumerable.Range(0, 25).Select(number => AddAsync(store, number)).ToArray();
        await gate.OpenAsync();
        await Task.WhenAll(writes);

        Assert.Equal([1, 10, 10, 5], meter.Commits);
    }

    [Fact]
    public async Task WriteAsync_MoreThanTheQueueHolds_WaitsAndKeepsTheOrder()
    {
        var store = _directory.Open(options => options.QueueMax = 4);
        using var gate = await WriterGate.CloseAsync(store);

        var writes = Enumerable.Range(0, 50).Select(number => AddAsync(store, number)).ToArray();
        await gate.OpenAsync();
        await Task.WhenAll(writes);

        Assert.Equal(Enumerable.Range(0, 50), Numbers(store));
    }

    [Fact]
    public async Task WriteAsync_BeforeItsCommit_HasNotAnswered()
    {
        var store = _directory.Open();
        using var gate = await WriterGate.CloseAsync(store);

        var write = AddAsync(store, 1);
        Assert.False(write.IsCompleted);
        Assert.Empty(Numbers(store));

        await gate.OpenAsync();
        await write;
        Assert.Equal([1], Numbers(store));
    }

    [Fact]
    public async Task WriteAsync_OneThatThrows_FailsAloneAndLeavesNothing()
    {
        var store = _directory.Open();
        using var gate = await WriterGate.CloseAsync(store);

        var before = AddAsync(store, 1);
        var thrower = store.Writer.WriteAsync<int>(session =>
        {
            session.Execute(Insert, "2");
            throw new InvalidOperationException("mine");
        });
        var after = AddAsync(store, 3);
        await gate.OpenAsync();

        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrower)).Message);
        await Task.WhenAll(before, after);
        Assert.Equal([1, 3], Numbers(store));
    }

    [Fact]
    public async Task WriteAsync_OneThatBreaksAConstraint_FailsAlone()
    {
        var store = _directory.Open();
        using var gate = await WriterGate.CloseAsync(store);

        var first = AddAsync(store, 1);
        var again = AddAsync(store, 1);
        var other = AddAsync(store, 2);
        await gate.OpenAsync();

        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => again)).SqliteErrorCode);
        await Task.WhenAll(first, other);
        Assert.Equal([1, 2], Numbers(store));
    }

    [Fact]
    public async Task WriteAsync_FatalError_FailsTheBatchAndReopensForTheNext()
    {
        var store = _directory.Open();
        await AddAsync(store, 1);
        using var gate = await WriterGate.CloseAsync(store);

        var bystander = AddAsync(store, 2);
        var fatal = store.Writer.WriteAsync<int>(_ => throw new SqliteException("disk I/O error", 10));
        var opened = gate.OpenAsync();

        await opened;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bystander);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => fatal);
        Assert.Equal([1], Numbers(store));
        await AddAsync(store, 3);
        Assert.Equal([1, 3], Numbers(store));
    }

    /// <summary>After a sync that failed, frames of the log may be on no disk, and commits behind them would be lost with them.</summary>
    [Fact]
    public async Task WriteAsync_AfterAFatalError_BeginsTheLogAnew()
    {
        var store = _directory.Open();
        await AddAsync(store, 1);
        var log = LogSalt();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Writer.WriteAsync<int>(_ => throw new SqliteException("disk I/O error", 10)));
        await AddAsync(store, 2);

        Assert.NotEqual(log, LogSalt());
        Assert.Equal([1, 2], Numbers(_directory.Reopen()));
    }

    [Fact]
    public async Task WriteAsync_AfterAFatalErrorWhileSomebodyReads_WaitsForTheReader()
    {
        var store = _directory.Open();
        await AddAsync(store, 1);
        using var reading = new ManualResetEventSlim();
        using var enough = new ManualResetEventSlim();
        var reader = Task.Run(() => store.Read(session =>
        {
            session.Execute("BEGIN");
            var count = session.Scalar("SELECT count(*) FROM list_item");
            reading.Set();
            enough.Wait();
            session.Execute("COMMIT");
            return count;
        }));
        reading.Wait();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Writer.WriteAsync<int>(_ => throw new SqliteException("disk I/O error", 10)));
        var write = AddAsync(store, 2);
        enough.Set();

        await write;
        Assert.Equal(1L, await reader);
        Assert.Equal([1, 2], Numbers(store));
    }

    [Fact]
    public async Task WriteAsync_FullDisk_FailsCleanlyAndGoesOnWhenThereIsSpace()
    {
        var store = _directory.Open();
        await AddAsync(store, 1);
        var pages = await store.Writer.WriteAsync(session => (long)session.Scalar("PRAGMA page_count")!);
        await store.Writer.WriteAsync(session => session.Scalar($"PRAGMA max_page_count = {pages}"));

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Writer.WriteAsync(
            session => session.Execute("INSERT INTO list_item (list, id) VALUES ('large', zeroblob(1000000))")));

        Assert.Equal(13, Assert.IsType<SqliteException>(failure.InnerException).SqliteErrorCode);

        // The limit was the connection's, so the reopened store has space again.
        await AddAsync(store, 2);
        Assert.Equal([1, 2], Numbers(store));
    }

    [Fact]
    public async Task RolledBack_AfterAFailure_IsRaisedBeforeTheNextWorkRuns()
    {
        var store = _directory.Open();
        var raised = 0;
        store.Writer.RolledBack += () => raised++;

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Writer.WriteAsync<int>(_ => throw new InvalidOperationException()));

        Assert.Equal(1, await store.Writer.WriteAsync(_ => raised));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WriteAsync_AnyMixOfFailures_KeepsExactlyWhatItAcknowledged(int seed)
    {
        var random = new Random(seed);
        var store = _directory.Open(options => options.BatchMax = 16);
        var writes = new List<(int Number, Task<int> Task)>();
        for (var number = 0; number < 1_000; number++)
        {
            var fate = random.Next(100);
            writes.Add((number, store.Writer.WriteAsync(Work(number, fate))));
            if (random.Next(20) == 0)
            {
                await Task.WhenAny(writes[^1].Task);
            }
        }

        await Task.WhenAll(writes.Select(write => Task.WhenAny(write.Task)));
        var acknowledged = writes.Where(write => write.Task.IsCompletedSuccessfully).Select(write => write.Number).ToList();
        Assert.InRange(acknowledged.Count, 200, 999);
        Assert.Equal(acknowledged, Numbers(_directory.Reopen()));
    }

    [Fact]
    public async Task WriteAsync_AfterDispose_IsRefused()
    {
        var store = _directory.Open();
        store.Dispose();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => AddAsync(store, 1));
    }

    [Fact]
    public async Task Dispose_WithWritesQueued_FinishesThem()
    {
        var store = _directory.Open();
        var writes = Enumerable.Range(0, 300).Select(number => AddAsync(store, number)).ToArray();

        store.Dispose();

        await Task.WhenAll(writes);
        Assert.Equal(Enumerable.Range(0, 300), Numbers(_directory.Open()));
    }

    // What tells the frames of a log from those of the one before it.
    private string LogSalt()
    {
        using var log = new FileStream(_directory.File + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[24];
        log.ReadExactly(header);
        return Convert.ToHexString(header.AsSpan(16));
    }

    private static Task<int> AddAsync(SqliteStore store, int number) => store.Writer.WriteAsync(Work(number, fate: 99));

    // A few fail by themselves, a few take the batch with them, the rest are fine.
    private static Func<SqlSession, int> Work(int number, int fate) => session =>
    {
        var rows = session.Execute(Insert, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return fate switch
        {
            < 5 => throw new InvalidOperationException("A mistake of the caller."),
            5 => throw new SqliteException("disk I/O error", 10),
            _ => rows,
        };
    };

    private static List<int> Numbers(SqliteStore store) => store.Read(session => session.Query(
        "SELECT CAST(id AS INTEGER) FROM list_item WHERE list = 'numbers' ORDER BY position",
        static reader => reader.GetInt32(0)));
}
