namespace SocialCommerce.Grains.Interactions;

/// <summary>
/// A unit vector in one signed byte per dimension, as it stands in every row of the log: a quarter of the size, and a
/// row read from the log moves a product exactly as its hint would have.
/// </summary>
internal static class QuantisedVector
{
    private const float Scale = sbyte.MaxValue;

    /// <summary>Nothing for a vector of zeros.</summary>
    public static ImmutableArray<byte> Pack(ReadOnlySpan<float> vector)
    {
        if (!vector.ContainsAnyExcept(0f))
        {
            return [];
        }

        var packed = new byte[vector.Length];
        for (var index = 0; index < packed.Length; index++)
        {
            packed[index] = unchecked((byte)(sbyte)MathF.Round(Math.Clamp(vector[index], -1f, 1f) * Scale));
        }

        return [.. packed];
    }

    public static ImmutableArray<float> Unpack(ImmutableArray<byte> packed) =>
        packed.IsDefaultOrEmpty ? [] : [.. packed.Select(static value => unchecked((sbyte)value) / Scale)];
}
