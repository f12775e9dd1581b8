using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Browser.Figures.Measure;

/// <summary>People who talk in a room at a steady rate until they are told to stop.</summary>
internal sealed class Chatter : IAsyncDisposable
{
    private const int PeopleMax = 10;
    private const int CommentsPerReaction = 10;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private static readonly string[] Phrases =
    [
        "好看！", "Is it glazed inside?", "请问多大容量", "I have the small one and use it every day, it never drips.", "❤️❤️", "Hello from Leeds",
        "颜色比图片更温润，很喜欢，已经推荐给朋友们了，等发货。", "How long does shipping take?", "+1", "主播辛苦了",
    ];

    private readonly CancellationTokenSource _stop = new();
    private readonly List<SocialCommerceClient> _clients = [];
    private readonly List<LiveConnection> _connections = [];
    private Task _talking = Task.CompletedTask;
    private int _said;

    /// <summary>Comments that the server has acknowledged.</summary>
    public int Said => Volatile.Read(ref _said);

    public static async Task<Chatter> StartAsync(Uri shop, string roomId, int commentsPerSecond)
    {
        var chatter = new Chatter();
        for (var person = 0; person < Math.Min(PeopleMax, commentsPerSecond); person++)
        {
            await chatter.EnterAsync(shop, roomId, person);
        }

        chatter._talking = chatter.TalkAsync(roomId, commentsPerSecond);
        return chatter;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _talking;
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _clients.ForEach(client => client.Dispose());
        _stop.Dispose();
    }

    private async Task EnterAsync(Uri shop, string roomId, int person)
    {
        var client = new SocialCommerceClient(shop);
        _clients.Add(client);
        var name = string.Create(CultureInfo.InvariantCulture, $"talker-{Environment.ProcessId}-{person}");
        await client.RegisterAsync(name, "correct-horse-battery", $"Talker {person}");

        // Those who talk need not listen to everything.
        var connection = client.CreateLiveConnection(new LiveConnectionOptions { SampleComments = true });
        _connections.Add(connection);
        await connection.StartAsync();
        await connection.JoinRoomAsync(roomId);
    }

    /// <summary>By the clock: who was late catches up, so that the rate is what was asked for.</summary>
    private async Task TalkAsync(string roomId, int commentsPerSecond)
    {
        var clock = Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(Tick);
        var sent = 0;
        while (!_stop.IsCancellationRequested && await ticks.WaitForNextTickAsync())
        {
            var due = (int)(clock.Elapsed.TotalSeconds * commentsPerSecond);
            for (; sent < due; sent++)
            {
                _ = SayAsync(_connections[sent % _connections.Count], roomId, sent);
            }
        }
    }

    private async Task SayAsync(LiveConnection connection, string roomId, int number)
    {
        try
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Phrases[number % Phrases.Length]} {number}");
            await connection.SendCommentAsync(roomId, text, cancellationToken: _stop.Token);
            Interlocked.Increment(ref _said);
            if (number % CommentsPerReaction == 0)
            {
                await connection.SendReactionsAsync(roomId, "heart", count: 3, cancellationToken: _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or LiveRefusedException or InvalidOperationException)
        {
            // It is not counted, and the rate that was reached is reported.
        }
    }
}
