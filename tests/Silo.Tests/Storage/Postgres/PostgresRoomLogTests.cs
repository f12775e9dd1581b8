using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresRoomLogTests(PostgresServer server) : RoomLogConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresRoomLog> _subject = new(
        server, static store => new PostgresRoomLog(store, NullLogger<PostgresRoomLog>.Instance));

    protected override IRoomLog Log => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
