using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SocialCommerce.Api.Products;

/// <summary>Reads a body line by line without ever holding more than one line. Too long a line is skipped and said so.</summary>
internal static class NdjsonLines
{
    public const int LineBytesMax = 64 * 1024;

    public static async IAsyncEnumerable<NdjsonLine> ReadAsync(
        PipeReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 1;
        var isSkipping = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TakeLine(ref rest, read.IsCompleted) is { } line)
            {
                yield return Describe(number++, line, isSkipping);
                isSkipping = false;
            }

            if (rest.Length > LineBytesMax)
            {
                // The line goes on: forget what came of it, report it when its end comes.
                isSkipping = true;
                rest = rest.Slice(rest.End);
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                if (isSkipping)
                {
                    yield return new NdjsonLine(number, [], IsTooLong: true);
                }

                yield break;
            }
        }
    }

    private static ReadOnlySequence<byte>? TakeLine(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }

        if (!isLast || rest.IsEmpty)
        {
            return null;
        }

        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private static NdjsonLine Describe(int number, ReadOnlySequence<byte> line, bool isSkipping) =>
        isSkipping || line.Length > LineBytesMax
            ? new NdjsonLine(number, [], IsTooLong: true)
            : new NdjsonLine(number, line.ToArray(), IsTooLong: false);
}

internal readonly record struct NdjsonLine(int Number, byte[] Bytes, bool IsTooLong)
{
    public bool IsBlank => !IsTooLong && Bytes.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0;
}
