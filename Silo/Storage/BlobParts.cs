using System.Security.Cryptography;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Large values in parts, so that a write of many megabytes is many short commits and nobody else waits for it long.
/// </summary>
internal static class BlobParts
{
    public const int PartBytes = 1 << 20;

    /// <summary>
    /// Names what is written by what it is: two writes of different values never share parts, and one that was cut off and
    /// is tried again overwrites its own.
    /// </summary>
    public static string VersionOf(ReadOnlyMemory<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content.Span));

    public static IEnumerable<(int Part, byte[] Payload)> Split(ReadOnlyMemory<byte> content)
    {
        for (var part = 0; part * PartBytes < content.Length; part++)
        {
            var start = part * PartBytes;
            yield return (part, content.Slice(start, Math.Min(PartBytes, content.Length - start)).ToArray());
        }
    }

    /// <summary>Puts the parts together and checks that they are what was written.</summary>
    /// <exception cref="InvalidDataException">A part is missing or was changed.</exception>
    public static byte[] Join(string name, string version, IReadOnlyList<byte[]> parts)
    {
        var content = new byte[parts.Sum(part => part.Length)];
        var position = 0;
        foreach (var part in parts)
        {
            part.CopyTo(content, position);
            position += part.Length;
        }

        return VersionOf(content) == version
            ? content
            : throw new InvalidDataException($"The stored value '{name}' is damaged.");
    }
}
