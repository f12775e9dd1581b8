using System.Text;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Tests.Simulate.Wire;

public sealed class MessageAssemblerTests
{
    private const byte FinalText = 0x81;
    private const byte FirstPart = 0x01;
    private const byte LastPart = 0x80;
    private const byte Ping = 0x89;
    private const byte Close = 0x88;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public void Take_MessagesOfEveryLengthInPieces_GivesEachWhole(int piece)
    {
        string[] sent = ["", "a", new('b', 125), new('c', 126), new('d', 65_535), new('e', 65_536), "end"];
        var bytes = sent.SelectMany(text => Frame(FinalText, text)).ToArray();

        Assert.Equal(sent, Feed(bytes, piece, out var isOpen));
        Assert.True(isOpen);
    }

    [Fact]
    public void Take_MessageInParts_GivesItOnceWithControlFramesLeftOut()
    {
        byte[] bytes = [.. Frame(FirstPart, "one "), .. Frame(Ping, "?"), .. Frame(0, "two "), .. Frame(LastPart, "three"), .. Frame(FinalText, "four")];
        Assert.Equal(["one two three", "four"], Feed(bytes, piece: 2, out _));
    }

    [Fact]
    public void Take_Close_EndsAfterWhatCameBefore()
    {
        byte[] bytes = [.. Frame(FinalText, "last"), .. Frame(Close, ""), .. Frame(FinalText, "never")];
        Assert.Equal(["last"], Feed(bytes, bytes.Length, out var isOpen));
        Assert.False(isOpen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Text_OfEveryLength_IsMaskedAndReadsBack(int length)
    {
        var payload = Encoding.ASCII.GetBytes(new string('x', length));
        var frame = WebSocketFrames.Text(payload);

        Assert.True(WebSocketFrames.TryRead(frame, out var header));
        Assert.Equal((length, true), (header.Payload, header.IsFinal));
        Assert.Equal(0x80, frame[1] & 0x80);
        Assert.Equal(new byte[4], frame[header.Size..(header.Size + 4)]);
        Assert.Equal(payload, frame[(header.Size + 4)..]);
    }

    private static List<string> Feed(byte[] bytes, int piece, out bool isOpen)
    {
        var messages = new List<string>();
        var assembler = new MessageAssembler(16);
        isOpen = true;
        for (var sent = 0; sent < bytes.Length && isOpen;)
        {
            var free = assembler.Free;
            var count = Math.Min(Math.Min(piece, free.Length), bytes.Length - sent);
            bytes.AsSpan(sent, count).CopyTo(free.Span);
            isOpen = assembler.Take(count, message => messages.Add(Encoding.UTF8.GetString(message)));
            sent += count;
        }

        return messages;
    }

    // As a server sends it: not masked.
    private static byte[] Frame(byte first, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] length = payload.Length switch
        {
            < 126 => [(byte)payload.Length],
            <= 65_535 => [126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [127, 0, 0, 0, 0, 0, (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length],
        };
        return [first, .. length, .. payload];
    }
}
