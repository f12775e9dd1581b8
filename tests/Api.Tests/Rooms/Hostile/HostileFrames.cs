using System.Globalization;
using System.Text;

namespace SocialCommerce.Api.Tests.Rooms.Hostile;

/// <summary>
/// Frames that no client of ours sends (RELIABILITY T30): raw bytes, torn and doubled JSON, wrong types, deep nesting,
/// giant numbers, invalid UTF-8, messages that only a server sends. The same seed makes the same frames.
/// </summary>
internal sealed class HostileFrames(Random random, string roomId)
{
    private const byte Separator = 0x1e;

    private const int FrameBytesMax = 4 * 1024;

    private static readonly string[] Methods =
    [
        "JoinRoom", "Resume", "LeaveRoom", "SendComment", "SendReactions", "Track", "OnConnectedAsync", "ToString",
        "Dispose", "get_Context", "joinroom", "no such method",
    ];

    private static readonly string[] Members =
    [
        "roomId", "epoch", "seq", "text", "clientId", "kind", "count", "batchId", "items", "sample", "productId", "at",
    ];

    /// <summary>Well-formed towards SignalR, nonsense towards the hub: the connection should survive it.</summary>
    public byte[] NextCall() => random.Next(10) switch
    {
        0 => Frame("""{"type":6}"""),
        1 => Frame($$"""{"type":3,"invocationId":"{{random.Next()}}","result":{{HostileValues.Next(random)}}}"""),
        2 => Frame($$"""{"type":5,"invocationId":"{{random.Next()}}"}"""),
        3 => Frame($$"""{"type":2,"invocationId":"{{random.Next()}}","item":{{HostileValues.Next(random)}}}"""),
        4 => Frame($$"""{"type":4,"invocationId":"{{random.Next()}}","target":"{{Method()}}","arguments":[]}"""),
        5 => Call(string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => HostileValues.Next(random)))),
        _ => Call(Request()),
    };

    /// <summary>What SignalR itself can make nothing of: this connection ends, and no other.</summary>
    public byte[] NextGarbage() => random.Next(10) switch
    {
        0 => Bytes(random.Next(1, 400)),
        1 => Torn(),
        2 => [.. "{\"type\":1,\"target\":\""u8, 0xc3, 0x28, 0xff, .. "\",\"arguments\":[]}"u8, Separator],
        3 => Frame(new string('[', random.Next(65, 4_000))),
        4 => Frame($$"""{"type":{{HostileValues.Next(random)}},"target":{{HostileValues.Next(random)}}}"""),
        5 => Frame($$"""{"type":1,"target":"SendComment","arguments":{{HostileValues.Next(random)}}}"""),
        6 => Frame(new string(' ', FrameBytesMax + random.Next(1, 4_096))),
        7 => Frame($$"""{"type":{{random.Next(8, 1_000)}}}"""),
        8 => [Separator, Separator, Separator],
        _ => Frame("""{"type":7,"error":"the client says goodbye as only a server may"}"""),
    };

    /// <summary>What comes instead of the handshake.</summary>
    public byte[] NextHandshake() => random.Next(6) switch
    {
        0 => Frame("""{"protocol":"messagepack","version":1}"""),
        1 => Frame("""{"protocol":"json","version":99}"""),
        2 => Frame($$"""{"protocol":{{HostileValues.Next(random)}},"version":{{HostileValues.Next(random)}}}"""),
        3 => Frame("""{"type":1,"target":"JoinRoom","arguments":[]}"""),
        4 => Bytes(random.Next(1, 200)),
        _ => Frame(""),
    };

    private static byte[] Frame(string json) => [.. Encoding.UTF8.GetBytes(json), Separator];

    private string Method() => Methods[random.Next(Methods.Length)];

    private byte[] Call(string arguments) => Frame(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":1,"invocationId":"{{random.Next()}}","target":"{{Method()}}","arguments":[{{arguments}}]}"""));

    // A real room every other time, so that it gets past the door and into the room.
    private string Request()
    {
        var members = Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
            $"\"{Members[random.Next(Members.Length)]}\":{HostileValues.Next(random)}");
        return random.Next(2) == 0
            ? $"{{{string.Join(',', members)}}}"
            : $"{{\"roomId\":\"{roomId}\",{string.Join(',', members.Where(member => !member.StartsWith("\"roomId\"", StringComparison.Ordinal)).Append("\"z\":0"))}}}";
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count + 1];
        random.NextBytes(bytes);
        bytes[^1] = Separator;
        return bytes;
    }

    // Cut somewhere, and then the next one begins as if nothing were.
    private byte[] Torn()
    {
        var whole = Call(Request());
        return [.. whole[..random.Next(1, whole.Length - 1)], Separator];
    }
}
