using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Integer and GUID keys in their text form, with an optional extension after a plus sign.</summary>
public static class GrainIdKeyExtensions
{
    private const int GuidLength = 32;

    public static IdSpan CreateIntegerKey(long key) => CreateIntegerKey(key, keyExtension: null);

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        Join(key.ToString("X", CultureInfo.InvariantCulture), keyExtension);

    public static IdSpan CreateGuidKey(Guid key) => CreateGuidKey(key, keyExtension: null);

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        Join(key.ToString("N", CultureInfo.InvariantCulture), keyExtension);

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var (text, extension) = Split(grainId.Key.AsSpan());
        keyExt = extension;
        return Utf8Parser.TryParse(text, out key, out var length, 'X') && length == text.Length;
    }

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var (text, extension) = Split(grainId.Key.AsSpan());
        keyExt = extension;
        key = default;
        return text.Length == GuidLength && Utf8Parser.TryParse(text, out key, out var length, 'N') && length == GuidLength;
    }

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) => grainId.TryGetIntegerKey(out var key, out keyExt)
        ? key
        : throw new ArgumentException($"Unable to extract integer key from grain id {grainId}", nameof(grainId));

    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) => grainId.TryGetGuidKey(out var key, out keyExt)
        ? key
        : throw new ArgumentException($"Unable to extract GUID key from grain id {grainId}", nameof(grainId));

    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static IdSpan Join(string key, string? keyExtension) =>
        IdSpan.Create(string.IsNullOrWhiteSpace(keyExtension) ? key : $"{key}+{keyExtension}");

    private static KeyParts Split(ReadOnlySpan<byte> key)
    {
        var separator = key.IndexOf((byte)'+');
        return separator < 0
            ? new KeyParts(key, null)
            : new KeyParts(key[..separator], Encoding.UTF8.GetString(key[(separator + 1)..]));
    }

    private readonly ref struct KeyParts(ReadOnlySpan<byte> text, string? extension)
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public void Deconstruct(out ReadOnlySpan<byte> text, out string? extension1)
        {
            text = _text;
            extension1 = extension;
        }
    }
}
