using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>Makes the room log of a silo fail to delete for as long as the test says.</summary>
internal sealed class FlakyDeletion
{
    private readonly TaskCompletionSource<string> _deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsBroken { get; set; }

    /// <summary>The first room that was deleted.</summary>
    public Task<string> Deleted => _deleted.Task;

    public void Decorate(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IRoomLog));
        services.AddSingleton<IRoomLog>(provider => new Log(
            (IRoomLog)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)), this));
    }

    private sealed class Log(IRoomLog inner, FlakyDeletion flaw) : IRoomLog
    {
        public Task AppendAsync(string roomId, RoomEvent roomEvent, CancellationToken cancellationToken) =>
            inner.AppendAsync(roomId, roomEvent, cancellationToken);

        public Task<IReadOnlyList<RoomEvent>> ReadAsync(
            string roomId, long afterSequence, int limit, CancellationToken cancellationToken) =>
            inner.ReadAsync(roomId, afterSequence, limit, cancellationToken);

        public Task<IReadOnlyList<RoomEvent>> ReadTailAsync(string roomId, int limit, CancellationToken cancellationToken) =>
            inner.ReadTailAsync(roomId, limit, cancellationToken);

        public async Task DeleteAsync(string roomId, CancellationToken cancellationToken)
        {
            if (flaw.IsBroken)
            {
                throw new IOException("The disk is full.");
            }

            await inner.DeleteAsync(roomId, cancellationToken);
            flaw._deleted.TrySetResult(roomId);
        }
    }
}
