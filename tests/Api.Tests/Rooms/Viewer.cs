using System.Threading.Channels;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Recommendations;

namespace SocialCommerce.Api.Tests.Rooms;

/// <summary>A live connection in one room, with everything it was pushed.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private static readonly LiveConnectionOptions Quick = new() { ReconnectSpread = TimeSpan.FromMilliseconds(100) };

    private Viewer(LiveConnection live)
    {
        Live = live;
        live.EventReceived += e => Events.Writer.TryWrite(e);
        live.PulseReceived += pulse => Pulses.Writer.TryWrite(pulse);
        live.SuggestionsChanged += suggestions => Suggestions.Writer.TryWrite(suggestions);
        live.SnapshotReceived += joined => Snapshots.Writer.TryWrite(joined);
        live.Disconnected += reason => Disconnects.Writer.TryWrite(reason);
        live.Reconnected += () => Reconnects.Writer.TryWrite(true);
    }

    public LiveConnection Live { get; }

    public JoinedRoom Joined { get; private set; } = null!;

    public Channel<LiveEvent> Events { get; } = Channel.CreateUnbounded<LiveEvent>();

    public Channel<Pulse> Pulses { get; } = Channel.CreateUnbounded<Pulse>();

    public Channel<Suggestions> Suggestions { get; } = Channel.CreateUnbounded<Suggestions>();

    public Channel<JoinedRoom> Snapshots { get; } = Channel.CreateUnbounded<JoinedRoom>();

    public Channel<Exception?> Disconnects { get; } = Channel.CreateUnbounded<Exception?>();

    public Channel<bool> Reconnects { get; } = Channel.CreateUnbounded<bool>();

    public static async Task<Viewer> JoinAsync(
        SocialCommerceClient client, string roomId, LiveConnectionOptions? options = null)
    {
        var viewer = new Viewer(client.CreateLiveConnection(options ?? Quick));
        await viewer.Live.StartAsync();
        viewer.Joined = await viewer.Live.JoinRoomAsync(roomId);
        return viewer;
    }

    public ValueTask DisposeAsync() => Live.DisposeAsync();
}
