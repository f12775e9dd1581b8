using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresChainLogTests : ChainLogConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresChainLog> _subject;
    private PostgresStore _store = null!;

    public PostgresChainLogTests(PostgresServer server)
    {
        _subject = new PostgresSubject<PostgresChainLog>(server, Open);
    }

    protected override IChainLog Log => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }

    protected override async Task TamperAsync(string sql)
    {
        await using var command = _store.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    protected override Task DropGuardsAsync() => TamperAsync("DROP TRIGGER audit_entry_kept ON audit_entry");

    private PostgresChainLog Open(PostgresStore store)
    {
        _store = store;
        return new PostgresChainLog(store, NullLogger<PostgresChainLog>.Instance);
    }
}
