using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteChainLogTests : ChainLogConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteStore _store;
    private SqliteChainLog _log;

    public SqliteChainLogTests()
    {
        _store = _directory.Open();
        _log = new SqliteChainLog(_store);
    }

    protected override IChainLog Log => _log;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _store = _directory.Reopen();
        _log = new SqliteChainLog(_store);
        return Task.CompletedTask;
    }

    protected override Task TamperAsync(string sql) => _store.Writer.WriteAsync(session => session.Execute(sql));

    protected override async Task DropGuardsAsync()
    {
        await TamperAsync("DROP TRIGGER audit_entry_kept");
        await TamperAsync("DROP TRIGGER audit_entry_unchanged");
    }
}
