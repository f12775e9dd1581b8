using System.Buffers.Binary;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Frames of a web socket (RFC 6455) as a client that measures needs them: reads theirs, writes masked text.</summary>
internal static class WebSocketFrames
{
    /// <summary>Longest header that a frame can have, in bytes.</summary>
    public const int HeaderMax = 14;

    private const int FinalBit = 0x80;
    private const int MaskBit = 0x80;
    private const int OpcodeMask = 0x0F;
    private const int TextOpcode = 1;
    private const int Short = 126;
    private const int Long = 127;
    private const int MaskBytes = 4;

    /// <summary>Reads the header of a server's frame; false while it is not all here.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var length = bytes[1] & ~MaskBit;
        var size = length switch { Short => 4, Long => 10, _ => 2 };
        if (bytes.Length < size)
        {
            return false;
        }

        var payload = length switch
        {
            Short => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Long => checked((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            _ => length,
        };
        header = new FrameHeader(size, payload, bytes[0] & OpcodeMask, (bytes[0] & FinalBit) != 0);
        return true;
    }

    /// <summary>A whole text message as a client's frame. Its mask is zero: nobody between the two ends is to be confused.</summary>
    public static byte[] Text(ReadOnlySpan<byte> payload)
    {
        var lengthBytes = payload.Length switch { < Short => 0, <= ushort.MaxValue => 2, _ => 8 };
        var frame = new byte[2 + lengthBytes + MaskBytes + payload.Length];
        frame[0] = FinalBit | TextOpcode;
        frame[1] = (byte)(MaskBit | lengthBytes switch { 0 => payload.Length, 2 => Short, _ => Long });
        if (lengthBytes == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else if (lengthBytes > 2)
        {
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        }

        payload.CopyTo(frame.AsSpan(2 + lengthBytes + MaskBytes));
        return frame;
    }
}

/// <summary>One frame's header.</summary>
/// <param name="Size">Bytes of the header itself.</param>
/// <param name="Payload">Bytes that follow it.</param>
/// <param name="IsFinal">The message ends with this frame.</param>
internal readonly record struct FrameHeader(int Size, int Payload, int Opcode, bool IsFinal)
{
    private const int FirstControl = 8;
    private const int CloseOpcode = 8;

    /// <summary>Close, ping, pong: no part of a message.</summary>
    public bool IsControl => Opcode >= FirstControl;

    public bool IsClose => Opcode == CloseOpcode;
}
