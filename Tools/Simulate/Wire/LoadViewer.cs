using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>
/// One socket of the load: in one room, counts what it is shown, sees holes and repetitions, comes back when it is cut.
/// </summary>
internal sealed class LoadViewer(LoadCrowd crowd, int number, string roomId) : IWireReceiver
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReturnSpread = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitMin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SequencePlace _place = new();
    private readonly WireCalls _calls = new();
    private TaskCompletionSource _unstall = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WireSocket? _socket;
    private TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RoomId => roomId;

    /// <summary>Names the sequence that <see cref="Seq"/> is a place of.</summary>
    public string Epoch => _place.Epoch;

    /// <summary>The place of the sequence up to which everything was shown.</summary>
    public long Seq
    {
        get
        {
            lock (_lock)
            {
                return _place.Seq;
            }
        }
    }

    /// <summary>It is in its room, and nothing is being fetched.</summary>
    public bool IsPlaced
    {
        get
        {
            lock (_lock)
            {
                return _place.IsKnown;
            }
        }
    }

    /// <summary>It reads nothing.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>When it was found cut while it did not read; null when it was not.</summary>
    public long? CutAt { get; private set; }

    /// <summary>When it last came into its room: a timestamp of the crowd's clock.</summary>
    public long PlacedAt { get; private set; }

    /// <summary>Connects, joins, and from then on stays; tells how it found the room.</summary>
    public async Task<JsonElement> JoinAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        var answer = await CallAsync("JoinRoom", $"{{\"roomId\":\"{roomId}\"}}", cancellationToken);
        Place(answer);
        crowd.Keep(StayAsync());
        return answer;
    }

    /// <summary>Calls a method.</summary>
    /// <exception cref="IOException">The connection went, or is not there.</exception>
    public async Task<JsonElement> CallAsync(string method, string argument, CancellationToken cancellationToken)
    {
        var (id, answer) = _calls.Begin();
        try
        {
            await SendAsync(crowd.Protocol.Call(id, method, argument));
            return await answer.WaitAsync(AnswerMax, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new IOException($"{method} was not answered in {AnswerMax.TotalSeconds} s.");
        }
        finally
        {
            _calls.End(id);
        }
    }

    public async Task PingAsync()
    {
        if (crowd.Protocol.Ping is { } ping && IsPlaced)
        {
            await SendAsync(ping);
        }
    }

    /// <summary>Loses the connection, as a network does.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _place.Lose();
        }

        _socket?.Drop();
    }

    /// <summary>Reads nothing more; the connection stays.</summary>
    public void Stall()
    {
        IsStalled = true;
        CutAt = null;
        _socket!.BeforeRead = () => _unstall.Task.WaitAsync(crowd.Leaving);
    }

    /// <summary>Reads again, over a new connection.</summary>
    public void Recover()
    {
        IsStalled = false;
        Drop();
        _unstall.TrySetResult();
        _unstall = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Asks, for a viewer who does not read, whether the server has cut it; a cut shows at the second question.</summary>
    public async Task ProbeAsync()
    {
        try
        {
            await PingAsync();
        }
        catch (IOException)
        {
            CutAt ??= crowd.Clock.GetTimestamp();
        }
    }

    public void OnGreeted() => _greeted.TrySetResult();

    public void OnEvents(ReadOnlySpan<byte> message)
    {
        var run = crowd.Run;
        run.Pushed(message.Length);
        var events = run.Messages.Get(message);
        bool isWhole;
        lock (_lock)
        {
            isWhole = _place.Take(events, run);
        }

        DropUnless(isWhole);
    }

    public void OnPulse(ReadOnlySpan<byte> message) => crowd.Run.Pulsed();

    public void OnAnswer(int id, JsonElement result) => _calls.Answer(id, result);

    public void OnPing(ReadOnlyMemory<byte> pong) => crowd.Keep(SendAsync(pong).AsTask());

    private async ValueTask SendAsync(ReadOnlyMemory<byte> text) =>
        await (_socket ?? throw new IOException("There is no connection.")).SendAsync(text);

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _place.Begin();
        }

        _greeted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _socket = await crowd.ConnectAsync(number, cancellationToken);
        _socket.Start(message => crowd.Protocol.Read(message, this));
        await crowd.Protocol.GreetAsync(SendAsync, _greeted.Task.WaitAsync(AnswerMax, cancellationToken));
    }

    // Comes back whenever the connection ends, until the crowd goes.
    private async Task StayAsync()
    {
        while (true)
        {
            await _socket!.Reading;
            Abandon();
            if (crowd.IsLeaving)
            {
                return;
            }

            await ReturnAsync();
        }
    }

    private void Abandon()
    {
        lock (_lock)
        {
            if (_place.IsKnown && !crowd.IsLeaving)
            {
                crowd.Run.Dropped();
            }

            _place.Lose();
        }

        _calls.Abandon();
    }

    // The waits of our client libraries: at first at any moment of two seconds, then longer each time.
    private async Task ReturnAsync()
    {
        var wait = ReturnSpread * Random.Shared.NextDouble();
        for (var next = WaitMin; !crowd.IsLeaving; next = next * 2 < WaitMax ? next * 2 : WaitMax)
        {
            try
            {
                await Task.Delay(wait, crowd.Leaving);
                wait = next * (0.5 + (Random.Shared.NextDouble() / 2));
                await ConnectAsync(crowd.Leaving);
                await ResumeAsync();
                return;
            }
            catch (Exception exception) when (exception is IOException or TimeoutException or OperationCanceledException)
            {
                _socket?.Drop();
            }
        }
    }

    private async Task ResumeAsync()
    {
        var argument = string.Create(
            CultureInfo.InvariantCulture, $"{{\"roomId\":\"{roomId}\",\"epoch\":\"{Epoch}\",\"seq\":{Seq}}}");
        var answer = await CallAsync("Resume", argument, crowd.Leaving);
        var isRecovered = answer.TryGetProperty("recovered", out var recovered) && recovered.GetBoolean();
        if (isRecovered)
        {
            Continue(answer);
        }
        else
        {
            Place(answer);
        }

        crowd.Run.CameBack(isRecovered);
    }

    private void Continue(JsonElement answer)
    {
        var run = crowd.Run;
        var events = WireEvents.Parse(Encoding.UTF8.GetBytes(answer.GetRawText()), run.Ledger.IndexOf);
        var missed = events with { RoomId = roomId, Epoch = Epoch };
        run.Note(missed);
        bool isWhole;
        lock (_lock)
        {
            isWhole = _place.Continue(missed, run);
            PlacedAt = crowd.Clock.GetTimestamp();
        }

        DropUnless(isWhole);
    }

    private void Place(JsonElement answer)
    {
        if (!answer.TryGetProperty("epoch", out var epoch))
        {
            throw new IOException($"The room {roomId} cannot be entered: {answer.GetRawText()}");
        }

        bool isWhole;
        lock (_lock)
        {
            isWhole = _place.Place(epoch.GetString()!, answer.GetProperty("seq").GetInt64(), crowd.Run);
            PlacedAt = crowd.Clock.GetTimestamp();
        }

        DropUnless(isWhole);
    }

    // The connection is made anew: that asks for what is missing.
    private void DropUnless(bool isWhole)
    {
        if (!isWhole)
        {
            Drop();
        }
    }
}
