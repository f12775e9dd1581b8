using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// The frame around stored models and checkpoints: kind, version, length, content, SHA-256. Whatever is not exactly that
/// throws <see cref="InvalidDataException"/> before anything of it is used. Little-endian.
/// </summary>
internal static class ArtifactFormat
{
    private const uint Magic = 0x41_4D_43_53;
    private const int LengthMax = int.MaxValue - 64;

    /// <summary>Writes what <paramref name="content"/> writes, framed.</summary>
    public static void Write(Stream destination, string kind, int version, Action<BinaryWriter> content)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            content(writer);
        }

        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        using var frame = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        frame.Write(Magic);
        frame.Write(kind);
        frame.Write(version);
        frame.Write(bytes.Length);
        frame.Write(bytes);
        frame.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads what <see cref="Write"/> wrote of this kind and version.</summary>
    public static T Read<T>(Stream source, string kind, int version, Func<BinaryReader, T> content)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var frame = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        try
        {
            Expect(frame.ReadUInt32() == Magic, "It is no artifact.");
            Expect(frame.ReadString() == kind, $"It is not of kind '{kind}'.");
            Expect(frame.ReadInt32() == version, $"It is not of version {version}.");
            using var body = new BinaryReader(new MemoryStream(ReadBody(frame)));
            var result = content(body);
            Expect(body.BaseStream.Position == body.BaseStream.Length, "It is longer than its content.");
            return result;
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The artifact ends early or is malformed.", exception);
        }
    }

    /// <summary>Throws <see cref="InvalidDataException"/> unless the condition holds.</summary>
    public static void Expect(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidDataException(message);
        }
    }

    /// <summary>Writes the numbers without their count.</summary>
    public static void WriteFloats(this BinaryWriter writer, ReadOnlySpan<float> values) =>
        writer.Write(MemoryMarshal.AsBytes(values));

    /// <summary>Fills the span, which must be there in full.</summary>
    public static void ReadFloats(this BinaryReader reader, Span<float> values) =>
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));

    private static byte[] ReadBody(BinaryReader frame)
    {
        var length = frame.ReadInt32();
        Expect(length is >= 0 and <= LengthMax, "Its length is impossible.");

        // Grows with what is really there: a forged length must not reserve memory.
        using var body = new MemoryStream();
        Span<byte> chunk = stackalloc byte[4096];
        while (body.Length < length)
        {
            var part = chunk[..(int)Math.Min(chunk.Length, length - body.Length)];
            frame.BaseStream.ReadExactly(part);
            body.Write(part);
        }

        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        frame.BaseStream.ReadExactly(expected);
        var bytes = body.ToArray();
        Expect(expected.SequenceEqual(SHA256.HashData(bytes)), "Its checksum differs from its content.");
        return bytes;
    }
}
