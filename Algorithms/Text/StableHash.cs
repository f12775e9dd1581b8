using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Text;

/// <summary>64-bit hashes that are the same in every process and on every machine, unlike <see cref="object.GetHashCode"/>.</summary>
public static class StableHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const int CharsPerBlock = sizeof(ulong) / sizeof(char);

    /// <summary>Hash of a text, case-sensitive.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0)
    {
        var hash = seed ^ ((ulong)text.Length * Multiplier);
        while (text.Length >= CharsPerBlock)
        {
            hash = Absorb(hash, BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(text)));
            text = text[CharsPerBlock..];
        }

        foreach (var character in text)
        {
            hash = Absorb(hash, character);
        }

        return Mix(hash);
    }

    /// <summary>Hash of an id. Text and integers are stable; other types are as stable as their own hash code.</summary>
    public static ulong OfKey<TKey>(TKey key)
        where TKey : notnull => key switch
        {
            string text => Of(text),
            int number => Mix((uint)number),
            long number => Mix((ulong)number),
            _ => Mix((uint)key.GetHashCode()),
        };

    /// <summary>Finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value += Multiplier;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Maps a hash to [0, 1).</summary>
    public static double ToUnitInterval(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    private static ulong Absorb(ulong hash, ulong block) =>
        BitOperations.RotateLeft((hash ^ block) * Multiplier, 29);
}
