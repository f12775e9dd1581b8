using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Runtime;

/// <summary>XXH32 (Y. Collet, 2012) with seed 0: the hash by which ids are placed, the same in every process and version.</summary>
internal static class StableHash
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        var hash = length >= 16 ? HashStripes(ref data) : Prime5;
        return Avalanche(HashTail(hash + length, data));
    }

    private static uint HashStripes(ref ReadOnlySpan<byte> data)
    {
        var lane1 = unchecked(Prime1 + Prime2);
        var lane2 = Prime2;
        var lane3 = 0u;
        var lane4 = unchecked(0u - Prime1);
        while (data.Length >= 16)
        {
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt32LittleEndian(data));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt32LittleEndian(data[4..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt32LittleEndian(data[8..]));
            lane4 = Round(lane4, BinaryPrimitives.ReadUInt32LittleEndian(data[12..]));
            data = data[16..];
        }

        return BitOperations.RotateLeft(lane1, 1) + BitOperations.RotateLeft(lane2, 7)
            + BitOperations.RotateLeft(lane3, 12) + BitOperations.RotateLeft(lane4, 18);
    }

    private static uint HashTail(uint hash, ReadOnlySpan<byte> data)
    {
        while (data.Length >= 4)
        {
            hash += BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime3;
            hash = BitOperations.RotateLeft(hash, 17) * Prime4;
            data = data[4..];
        }

        foreach (var value in data)
        {
            hash += value * Prime5;
            hash = BitOperations.RotateLeft(hash, 11) * Prime1;
        }

        return hash;
    }

    private static uint Round(uint lane, uint input) => BitOperations.RotateLeft(lane + (input * Prime2), 13) * Prime1;

    private static uint Avalanche(uint hash)
    {
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }
}
