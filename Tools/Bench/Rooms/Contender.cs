using System.Globalization;
using SocialCommerce.Tools.Serve;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>A server in the contest: ours, or what people would use instead.</summary>
internal abstract class Contender : IAsyncDisposable
{
    public const string OursName = "ours";
    public const string RawName = "raw-signalr";
    public const string SocketIoName = "socket.io";

    public abstract string Name { get; }

    public required ServerProcess Server { get; init; }

    protected abstract WireProtocol Protocol { get; }

    /// <summary>Rooms that can be joined.</summary>
    public virtual Task<IReadOnlyList<string>> OpenRoomsAsync(int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
            [.. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"r_{number:x32}"))]);

    public LoadCrowd CreateCrowd() => new(Protocol, Server.Url, GetBearerAsync, TimeProvider.System);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    protected virtual ValueTask<string?> GetBearerAsync(int viewer, CancellationToken cancellationToken) =>
        ValueTask.FromResult<string?>(null);
}

/// <summary>Our own program, with the accounts of the bench.</summary>
internal sealed class OurServer(BenchPeople people) : Contender
{
    public override string Name => OursName;

    protected override WireProtocol Protocol { get; } = new SignalRProtocol("/hubs/live");

    public override Task<IReadOnlyList<string>> OpenRoomsAsync(int count, CancellationToken cancellationToken) =>
        people.OpenRoomsAsync(count, cancellationToken);

    protected override ValueTask<string?> GetBearerAsync(int viewer, CancellationToken cancellationToken) =>
        people.GetBearerAsync(viewer, cancellationToken);
}

/// <summary>A SignalR hub that broadcasts, and nothing else.</summary>
internal sealed class RawSignalRServer : Contender
{
    public override string Name => RawName;

    protected override WireProtocol Protocol { get; } = new SignalRProtocol(RawHub.Path);
}

/// <summary>Socket.IO on Node.</summary>
internal sealed class SocketIoServer : Contender
{
    public override string Name => SocketIoName;

    protected override WireProtocol Protocol { get; } = new SocketIoProtocol();
}
