using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Estimates of how much weight keys have gathered, in constant memory: every key adds to one cell with a sign of its own, so
/// that keys which share a cell cancel out on average (Charikar, Chen, Farach-Colton, "Finding frequent items in data
/// streams", 2002). Cells are half floats: they hold weights from 0.0001 to 60,000.
/// </summary>
internal sealed class CountSketch
{
    /// <summary>Size of a cell.</summary>
    public const int CellBytes = 2;

    private readonly Half[] _cells;

    public CountSketch(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _cells = new Half[length];
    }

    /// <summary>Continues from what <see cref="Export"/> gave.</summary>
    public CountSketch(ReadOnlySpan<byte> cells)
    {
        _cells = MemoryMarshal.Cast<byte, Half>(cells).ToArray();
    }

    /// <summary>Adds weight to a key and returns what the key is now thought to have, which may be less than nothing.</summary>
    public float Add(int hash, float weight)
    {
        ref var cell = ref CellOf(hash);
        var sign = SignOf(hash);
        var value = Math.Clamp((float)cell + (sign * weight), -(float)Half.MaxValue, (float)Half.MaxValue);
        cell = (Half)value;
        return sign * value;
    }

    /// <summary>Empties the cell of a key that is counted elsewhere from now on.</summary>
    public void Forget(int hash) => CellOf(hash) = default;

    /// <summary>Multiplies all weights.</summary>
    public void Scale(float factor)
    {
        foreach (ref var cell in _cells.AsSpan())
        {
            cell = (Half)((float)cell * factor);
        }
    }

    /// <summary>State to store, a copy.</summary>
    public byte[] Export() => MemoryMarshal.AsBytes<Half>(_cells).ToArray();

    // The top bit is the sign, the others choose the cell.
    private static float SignOf(int hash) => hash < 0 ? -1 : 1;

    private ref Half CellOf(int hash) => ref _cells[(hash & int.MaxValue) % _cells.Length];
}
