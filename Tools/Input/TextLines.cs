using System.IO.Compression;

namespace SocialCommerce.Tools.Input;

/// <summary>A line of a text file with its number, counted from one.</summary>
internal readonly record struct NumberedLine(long Number, string Text);

/// <summary>Reads text, plain or gzip, told apart by content and not by name. Blank lines are skipped.</summary>
internal static class TextLines
{
    private const int LineLengthMax = 4_000_000;
    private static readonly byte[] GzipMagic = [0x1F, 0x8B];

    // Without the switch a truncated file reads as a shorter one, and a measurement of half the data passes for the whole.
    static TextLines() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public static IEnumerable<NumberedLine> Read(string file)
    {
        using var reader = Open(file);
        for (var number = 1L; ReadLine(reader, file, number) is { } text; number++)
        {
            if (text.Length > LineLengthMax)
            {
                throw new InputFormatException(file, number, $"longer than {LineLengthMax} characters");
            }

            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return new NumberedLine(number, text);
            }
        }
    }

    private static StreamReader Open(string file)
    {
        try
        {
            var stream = File.OpenRead(file);
            var magic = new byte[GzipMagic.Length];
            var isGzip = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
                && magic.AsSpan().SequenceEqual(GzipMagic);
            stream.Position = 0;
            return new StreamReader(isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFormatException(file, $"cannot be opened: {exception.Message}", exception);
        }
    }

    private static string? ReadLine(StreamReader reader, string file, long number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException exception)
        {
            throw new InputFormatException(file, $"damaged gzip data after line {number - 1}", exception);
        }
    }
}
