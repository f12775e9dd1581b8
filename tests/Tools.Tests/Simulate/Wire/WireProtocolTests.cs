using System.Text;
using System.Text.Json;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Tests.Simulate.Wire;

public sealed class WireProtocolTests
{
    private const string Body =
        """{"roomId":"r_1","epoch":"e_1","events":[{"seq":7,"type":"comment.added","at":"2026-01-01T00:00:00Z","data":{"id":"c_7","userId":"u_1","displayName":"A","text":"{\"seq\":99}","clientId":"run-3"}},{"seq":8,"type":"room.state","at":"2026-01-01T00:00:01Z","data":{"status":"live"}}]}""";

    [Fact]
    public void Read_SignalRRecordsInOneMessage_TellsEach()
    {
        var receiver = new Receiver();
        new SignalRProtocol("/hub").Read(
            Bytes("{}\u001e{\"type\":6}\u001e{\"type\":1,\"target\":\"Events\",\"arguments\":[" + Body + "]}\u001e"
                + "{\"type\":1,\"target\":\"Pulse\",\"arguments\":[{}]}\u001e{\"type\":3,\"invocationId\":\"12\",\"result\":{\"ok\":true}}\u001e"),
            receiver);

        Assert.Equal(["greeted", "events 7 8", "pulse", "answer 12 {\"ok\":true}"], receiver.Told);
    }

    [Fact]
    public void Read_SignalRCallThatFailed_Throws() => Assert.Throws<InvalidDataException>(() =>
        new SignalRProtocol("/hub").Read(Bytes("{\"type\":3,\"invocationId\":\"1\",\"error\":\"no\"}\u001e"), new Receiver()));

    [Fact]
    public void Read_SignalRRecordThatDoesNotEnd_Throws() => Assert.Throws<InvalidDataException>(() =>
        new SignalRProtocol("/hub").Read(Bytes("{\"type\":6}"), new Receiver()));

    [Theory]
    [InlineData("40{\"sid\":\"x\"}", "greeted")]
    [InlineData("2", "ping 3")]
    [InlineData("4312[{\"ok\":true}]", "answer 12 {\"ok\":true}")]
    [InlineData("42[\"Events\"," + Body + "]", "events 7 8")]
    public void Read_SocketIoMessage_TellsWhatItIs(string message, string told)
    {
        var receiver = new Receiver();
        new SocketIoProtocol().Read(Bytes(message), receiver);
        Assert.Equal([told], receiver.Told);
    }

    [Fact]
    public void Call_OfEitherProtocol_IsWhatTheServerReads()
    {
        Assert.Equal(
            "{\"type\":1,\"invocationId\":\"5\",\"target\":\"JoinRoom\",\"arguments\":[{\"roomId\":\"r\"}]}\u001e",
            Encoding.UTF8.GetString(new SignalRProtocol("/hub").Call(5, "JoinRoom", "{\"roomId\":\"r\"}")));
        Assert.Equal(
            "425[\"JoinRoom\",{\"roomId\":\"r\"}]", Encoding.UTF8.GetString(new SocketIoProtocol().Call(5, "JoinRoom", "{\"roomId\":\"r\"}")));
    }

    [Fact]
    public void Parse_Events_FindsPlacesIdentitiesAndOwnComments()
    {
        var events = WireEvents.Parse(Bytes(Body), clientId => clientId == "run-3" ? 3 : -1);

        Assert.Equal(("r_1", "e_1"), (events.RoomId, events.Epoch));
        Assert.Equal<WireEvent>([new WireEvent(7, "comment.added c_7", 3), new WireEvent(8, "room.state ", -1)], [.. events.Events]);
    }

    [Fact]
    public void Get_SameBytesAgain_AreReadOnce()
    {
        var read = 0;
        var messages = new ParsedMessages(_ => -1, _ => read++);
        var first = messages.Get(Bytes(Body));

        Assert.Same(first, messages.Get(Bytes(Body)));
        Assert.NotEqual(first.Events, messages.Get(Bytes(Body.Replace("\"seq\":8", "\"seq\":9", StringComparison.Ordinal))).Events);
        Assert.Equal(2, read);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Receiver : IWireReceiver
    {
        public List<string> Told { get; } = [];

        public void OnGreeted() => Told.Add("greeted");

        public void OnEvents(ReadOnlySpan<byte> message) =>
            Told.Add($"events {string.Join(' ', WireEvents.Parse(message, _ => -1).Events.Select(next => next.Seq))}");

        public void OnPulse(ReadOnlySpan<byte> message) => Told.Add("pulse");

        public void OnAnswer(int id, JsonElement result) => Told.Add($"answer {id} {result.GetRawText()}");

        public void OnPing(ReadOnlyMemory<byte> pong) => Told.Add($"ping {Encoding.UTF8.GetString(pong.Span)}");
    }
}
