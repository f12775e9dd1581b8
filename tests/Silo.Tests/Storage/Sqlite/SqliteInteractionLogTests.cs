using SocialCommerce.Grains.Interactions;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteInteractionLogTests : InteractionLogConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private readonly SqliteStore _store;
    private SqliteInteractionLog _log;

    public SqliteInteractionLogTests()
    {
        _store = _directory.Open();
        _log = new SqliteInteractionLog(_store);
    }

    protected override IInteractionLog Log => _log;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Append_InABatchThatIsRolledBack_LeavesNoHole()
    {
        await AppendAsync(Entry("u-1", "e-1"));
        using var gate = await WriterGate.CloseAsync(_store);
        var append = Log.AppendAsync([Entry("u-1", "e-2")], default);
        var thrower = _store.Writer.WriteAsync<int>(_ => throw new InvalidOperationException());
        var later = Log.AppendAsync([Entry("u-1", "e-3")], default);
        await gate.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => thrower);
        Assert.Equal(2, (await append)[0].Sequence);
        Assert.Equal(3, (await later)[0].Sequence);
    }

    [Fact]
    public async Task Append_AfterAFatalError_ContinuesWithoutHole()
    {
        await AppendAsync(Entry("u-1", "e-1"));
        using var gate = await WriterGate.CloseAsync(_store);
        var lost = Log.AppendAsync([Entry("u-1", "e-2")], default);
        var fatal = _store.Writer.WriteAsync<int>(_ => throw new Microsoft.Data.Sqlite.SqliteException("disk I/O error", 10));
        await gate.OpenAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => fatal);

        Assert.Equal(2, (await AppendAsync(Entry("u-1", "e-2")))[0].Sequence);
    }

    protected override Task ReopenAsync()
    {
        _log = new SqliteInteractionLog(_directory.Reopen());
        return Task.CompletedTask;
    }
}
