using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>A log whose appends end when, and how, the test says.</summary>
internal sealed class ScriptedRoomLog : IRoomLog
{
    private readonly Dictionary<long, TaskCompletionSource> _appends = [];

    public IReadOnlyCollection<long> Asked => _appends.Keys;

    public Task AppendAsync(string roomId, RoomEvent roomEvent, CancellationToken cancellationToken)
    {
        var append = new TaskCompletionSource();
        _appends.Add(roomEvent.Sequence, append);
        return append.Task;
    }

    public void Complete(long sequence) => _appends[sequence].SetResult();

    public void Fail(long sequence, Exception exception) => _appends[sequence].SetException(exception);

    public Task<IReadOnlyList<RoomEvent>> ReadAsync(
        string roomId, long afterSequence, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(string roomId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<RoomEvent>> ReadTailAsync(string roomId, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
