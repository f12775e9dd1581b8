using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteRoomTrackTests : RoomTrackConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteRoomTrack _track;

    public SqliteRoomTrackTests()
    {
        _track = new SqliteRoomTrack(_directory.Open());
    }

    protected override IRoomTrack Track => _track;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _track = new SqliteRoomTrack(_directory.Reopen());
        return Task.CompletedTask;
    }
}
