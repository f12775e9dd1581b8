using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Socket.IO (protocol 5, over Engine.IO 4) on a web socket from the start.</summary>
internal sealed class SocketIoProtocol : WireProtocol
{
    private static readonly ReadOnlyMemory<byte> Connect = "40"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Pong = "3"u8.ToArray();

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    /// <summary>The server asks and we answer.</summary>
    public override ReadOnlyMemory<byte>? Ping => null;

    public override async Task GreetAsync(Func<ReadOnlyMemory<byte>, ValueTask> send, Task greeted)
    {
        await send(Connect);
        await greeted;
    }

    public override byte[] Call(int id, string method, string argument) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"42{id}[\"{method}\",{argument}]"));

    public override void Read(ReadOnlySpan<byte> message, IWireReceiver receiver)
    {
        if (message.StartsWith("42[\"Events\","u8))
        {
            receiver.OnEvents(message[2..]);
        }
        else if (message.StartsWith("43"u8) && Utf8Parser.TryParse(message[2..], out int id, out var digits))
        {
            receiver.OnAnswer(id, Json(message[(2 + digits)..])[0]);
        }
        else if (message.StartsWith("40"u8))
        {
            receiver.OnGreeted();
        }
        else if (message.SequenceEqual("2"u8))
        {
            receiver.OnPing(Pong);
        }
    }
}
