using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresRoomTrackTests(PostgresServer server) : RoomTrackConformance, IAsyncLifetime
{
    private readonly PostgresSubject<PostgresRoomTrack> _subject = new(server, static store => new PostgresRoomTrack(store));

    protected override IRoomTrack Track => _subject.Current;

    public Task InitializeAsync() => _subject.StartAsync();

    public Task DisposeAsync() => _subject.StopAsync();

    protected override Task ReopenAsync()
    {
        _subject.Reopen();
        return Task.CompletedTask;
    }
}
