using System.Globalization;
using System.Net.WebSockets;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Hostile;

/// <summary>
/// Malformed frames close at most the connection that sent them (RELIABILITY S13, T30). HOSTILE_FRAMES sets how many are
/// sent; HOSTILE_SEED which.
/// </summary>
public sealed class HostileHubTests : IAsyncLifetime
{
    private const int FramesDefault = 30_000;
    private const int AttackersMax = 8;
    private const int ScriptMax = 60;

    private readonly TestHost _host = new(new Dictionary<string, string?>
    {
        ["Live:ConnectionsPerUserMax"] = "10000",
        ["Live:CallsPerMinute"] = "1000000",
        ["Live:CommentsMax"] = "100000",
    });

    private int _unobserved;

    public Task InitializeAsync()
    {
        TaskScheduler.UnobservedTaskException += Count;
        return _host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        TaskScheduler.UnobservedTaskException -= Count;
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task MalformedFrames_ByTheThousand_CloseAtMostTheirOwnConnection()
    {
        using var hostess = await _host.SignInAsync();
        using var attacker = await _host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("Tea time", []));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await using var witness = await Viewer.JoinAsync(hostess, room.RoomId);
        var frames = Setting("HOSTILE_FRAMES", FramesDefault);

        var sent = await Task.WhenAll(Enumerable.Range(0, AttackersMax).Select(number => Task.Run(() =>
            AttackAsync(attacker, room.RoomId, Setting("HOSTILE_SEED", 1) + number, frames / AttackersMax))));

        Assert.True(sent.Sum() >= frames / AttackersMax * AttackersMax);
        var comment = await witness.Live.SendCommentAsync(room.RoomId, "still here", "witness-1");
        await witness.Events.Reader.FirstAsync(happened => happened.Seq == comment.Seq);
        Assert.Empty(witness.Disconnects.Reader.ReadAllNow());
        Assert.Empty(_host.Logs.Errors);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, Volatile.Read(ref _unobserved));
    }

    [Theory]
    [InlineData(4_096, true)]
    [InlineData(4_097, false)]
    public async Task AMessage_OfTheLimit_IsTakenAndOneByteMoreIsNot(int bytes, bool isServed)
    {
        using var caller = await _host.SignInAsync();
        using var socket = new HostileSocket();
        await socket.OpenAsync(_host.Address, caller.Tokens!.AccessToken);
        var message = """{"type":6}""".PadRight(bytes - 1);

        await socket.SendAsync([.. System.Text.Encoding.UTF8.GetBytes(message), 0x1e], WebSocketMessageType.Text);

        Assert.Equal(isServed, await socket.IsServedAsync());
        Assert.Empty(_host.Logs.Errors);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    private async Task<int> AttackAsync(SocialCommerceClient attacker, string roomId, int seed, int count)
    {
        var random = new Random(seed);
        var frames = new HostileFrames(random, roomId);
        var sent = 0;
        while (sent < count)
        {
            sent += random.Next(10) == 0
                ? await FailHandshakeAsync(attacker, frames)
                : await RunScriptAsync(attacker, random, frames);
        }

        return sent;
    }

    private async Task<int> FailHandshakeAsync(SocialCommerceClient attacker, HostileFrames frames)
    {
        using var socket = new HostileSocket();
        await socket.OpenAsync(_host.Address, attacker.Tokens!.AccessToken, frames.NextHandshake());
        await socket.HangUpAsync();
        return 1;
    }

    // Calls that the connection should survive, then one that it need not: behind that one nothing would be looked at.
    private async Task<int> RunScriptAsync(SocialCommerceClient attacker, Random random, HostileFrames frames)
    {
        using var socket = new HostileSocket();
        await socket.OpenAsync(_host.Address, attacker.Tokens!.AccessToken);
        var length = random.Next(1, ScriptMax);
        for (var i = 0; i < length; i++)
        {
            await socket.SendAsync(frames.NextCall(), WebSocketMessageType.Text);
        }

        Assert.True(await socket.IsServedAsync(), "A call that only the hub could not understand closed its connection.");
        var type = random.Next(4) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        await socket.SendAsync(frames.NextGarbage(), type);
        await socket.HangUpAsync();
        return length + 1;
    }

    private void Count(object? sender, UnobservedTaskExceptionEventArgs fault) => Interlocked.Increment(ref _unobserved);
}
