using SocialCommerce.Grains.Rooms;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteRoomLogTests : RoomLogConformance, IDisposable
{
    private readonly StoreDirectory _directory = new();
    private SqliteRoomLog _log;

    public SqliteRoomLogTests()
    {
        _log = new SqliteRoomLog(_directory.Open());
    }

    protected override IRoomLog Log => _log;

    public void Dispose() => _directory.Dispose();

    protected override Task ReopenAsync()
    {
        _log = new SqliteRoomLog(_directory.Reopen());
        return Task.CompletedTask;
    }
}
