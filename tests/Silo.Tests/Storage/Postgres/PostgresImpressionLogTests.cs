using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresImpressionLogTests(PostgresServer server) : ImpressionLogConformance, IAsyncLifetime
{
    private readonly PostgresSubject<Logs> _subject = new(server, static store => new Logs(store));

    protected override IImpressionLog Impressions => _subject.Current.Impressions;

    protected override IInteractionLog Interactions => _subject.Current.Interactions;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }

    private sealed class Logs(PostgresStore store) : IDisposable
    {
        private readonly PostgresInteractionLog _interactions = new(store, NullLogger<PostgresInteractionLog>.Instance);

        public IImpressionLog Impressions { get; } = new PostgresImpressionLog(store, Options.Create(Bounds));

        public IInteractionLog Interactions => _interactions;

        public void Dispose() => _interactions.Dispose();
    }
}
