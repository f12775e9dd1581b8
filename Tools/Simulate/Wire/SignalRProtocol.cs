using System.Globalization;
using System.Text;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>SignalR's JSON protocol over a web socket without negotiation.</summary>
internal sealed class SignalRProtocol(string path) : WireProtocol
{
    private const byte Separator = 0x1E;

    private static readonly ReadOnlyMemory<byte> Handshake = Record("{\"protocol\":\"json\",\"version\":1}");
    private static readonly ReadOnlyMemory<byte> PingRecord = Record("{\"type\":6}");

    public override string Path => path;

    public override ReadOnlyMemory<byte>? Ping => PingRecord;

    public override async Task GreetAsync(Func<ReadOnlyMemory<byte>, ValueTask> send, Task greeted)
    {
        await send(Handshake);
        await greeted;
    }

    public override byte[] Call(int id, string method, string argument) => Record(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"type\":1,\"invocationId\":\"{id}\",\"target\":\"{method}\",\"arguments\":[{argument}]}}"));

    public override void Read(ReadOnlySpan<byte> message, IWireReceiver receiver)
    {
        while (message.IndexOf(Separator) is var end and >= 0)
        {
            ReadRecord(message[..end], receiver);
            message = message[(end + 1)..];
        }

        if (!message.IsEmpty)
        {
            throw new InvalidDataException("A message of SignalR ends within a record.");
        }
    }

    private static void ReadRecord(ReadOnlySpan<byte> record, IWireReceiver receiver)
    {
        if (record.StartsWith("{\"type\":1,\"target\":\"Events\""u8))
        {
            receiver.OnEvents(record);
        }
        else if (record.StartsWith("{\"type\":1,\"target\":\"Pulse\""u8))
        {
            receiver.OnPulse(record);
        }
        else if (record.StartsWith("{\"type\":3,"u8))
        {
            ReadAnswer(record, receiver);
        }
        else if (record.SequenceEqual("{}"u8))
        {
            receiver.OnGreeted();
        }
    }

    private static void ReadAnswer(ReadOnlySpan<byte> record, IWireReceiver receiver)
    {
        var json = Json(record);
        var text = json.GetProperty("invocationId").GetString()!;
        if (!json.TryGetProperty("result", out var result))
        {
            throw new InvalidDataException($"A call failed: {Encoding.UTF8.GetString(record)}");
        }

        receiver.OnAnswer(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), result);
    }

    private static byte[] Record(string json) => [.. Encoding.UTF8.GetBytes(json), Separator];
}
