using SocialCommerce.Grains.Operations;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteAuditLogTests : AuditLogConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteStore _store;
    private SqliteAuditLog _log;

    public SqliteAuditLogTests()
    {
        _store = _directory.Open();
        _log = new SqliteAuditLog(_store);
    }

    protected override IAuditLog Log => _log;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _store = _directory.Reopen();
        _log = new SqliteAuditLog(_store);
        return Task.CompletedTask;
    }

    protected override Task TamperAsync(string sql) => _store.Writer.WriteAsync(session => session.Execute(sql));

    protected override async Task DropGuardsAsync()
    {
        await TamperAsync("DROP TRIGGER audit_entry_kept");
        await TamperAsync("DROP TRIGGER audit_entry_unchanged");
    }
}
