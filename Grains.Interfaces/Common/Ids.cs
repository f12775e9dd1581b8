using System.Buffers;

namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>What an opaque id may look like, everywhere.</summary>
public static class Ids
{
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= LengthMax } && !id.AsSpan().ContainsAnyExcept(Allowed);
}
