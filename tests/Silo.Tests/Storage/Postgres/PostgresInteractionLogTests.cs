using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresInteractionLogTests(PostgresServer server) : InteractionLogConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresInteractionLog> _subject = new(
        server, static store => new PostgresInteractionLog(store, NullLogger<PostgresInteractionLog>.Instance));

    protected override IInteractionLog Log => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
