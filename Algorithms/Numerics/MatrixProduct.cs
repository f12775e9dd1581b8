using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SocialCommerce.Algorithms.Numerics;

/// <summary>
/// Products of single-precision matrices: blocks of 8 × 32 results are kept in registers while both factors stream by (Goto,
/// van de Geijn, 2008). Every result is summed in the same order with fused multiply-add whatever the width of the
/// machine's vectors, so results are the same everywhere. No allocation; safe from many threads on distinct results.
/// </summary>
public static class MatrixProduct
{
    private const int BlockRows = 8;
    private const int BlockColumns = PackedMatrix.PanelColumns;
    private const int DepthMax = 256;

    /// <summary>result = left · right, or result += left · right; the result is stored row by row without gaps.</summary>
    public static void Multiply(MatrixView left, PackedMatrix right, Span<float> result, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(right);
        Multiply(left, right, result, right.Columns, accumulate);
    }

    /// <summary>As above, with rows of the result <paramref name="resultStride"/> apart.</summary>
    public static void Multiply(MatrixView left, PackedMatrix right, Span<float> result, int resultStride, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Columns, right.Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(resultStride, right.Columns);
        if (left.Rows == 0 || right.Columns == 0)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(result.Length, ((left.Rows - 1) * resultStride) + right.Columns);
        if (left.Columns == 0)
        {
            ClearUnless(accumulate, result, left.Rows, right.Columns, resultStride);
        }

        for (var depth = 0; depth < left.Columns; depth += DepthMax)
        {
            MultiplySlab(left, right, depth, result, resultStride, accumulate || depth > 0);
        }
    }

    private static void ClearUnless(bool accumulate, Span<float> result, int rows, int columns, int stride)
    {
        for (var row = 0; row < rows && !accumulate; row++)
        {
            result.Slice(row * stride, columns).Clear();
        }
    }

    private static void MultiplySlab(
        MatrixView left, PackedMatrix right, int depth, Span<float> result, int stride, bool accumulate)
    {
        Span<float> tile = stackalloc float[BlockRows * BlockColumns];
        var depthCount = Math.Min(DepthMax, left.Columns - depth);
        for (var column = 0; column < right.Columns; column += BlockColumns)
        {
            var panel = right.Panel(column / BlockColumns, depth, depthCount);
            var columns = Math.Min(BlockColumns, right.Columns - column);
            for (var row = 0; row < left.Rows; row += BlockRows)
            {
                var rows = Math.Min(BlockRows, left.Rows - row);
                MultiplyTile(left, row, rows, depth, panel, tile);
                Merge(tile, rows, columns, result[((row * stride) + column)..], stride, accumulate);
            }
        }
    }

    private static void Merge(ReadOnlySpan<float> tile, int rows, int columns, Span<float> result, int stride, bool accumulate)
    {
        for (var row = 0; row < rows; row++)
        {
            var from = tile.Slice(row * BlockColumns, columns);
            var to = result.Slice(row * stride, columns);
            if (!accumulate)
            {
                from.CopyTo(to);
            }
            else if (columns == BlockColumns)
            {
                AddRow(ref MemoryMarshal.GetReference(from), ref MemoryMarshal.GetReference(to));
            }
            else
            {
                for (var column = 0; column < columns; column++)
                {
                    to[column] += from[column];
                }
            }
        }
    }

    private static void AddRow(ref float from, ref float to)
    {
        var width = (nuint)Vector512<float>.Count;
        (Vector512.LoadUnsafe(ref to) + Vector512.LoadUnsafe(ref from)).StoreUnsafe(ref to);
        (Vector512.LoadUnsafe(ref to, width) + Vector512.LoadUnsafe(ref from, width)).StoreUnsafe(ref to, width);
    }

    // Rows beyond the last repeat it: their results are not read. The bounds were checked by the callers.
    private static void MultiplyTile(
        MatrixView left, int row, int rows, int depth, ReadOnlySpan<float> panel, Span<float> tile)
    {
        ref var a = ref Unsafe.Add(
            ref MemoryMarshal.GetReference(left.Values), ((nint)row * left.RowStride) + ((nint)depth * left.ColumnStride));
        ref var b = ref MemoryMarshal.GetReference(panel);
        nint last = rows - 1, stride = left.RowStride, step = left.ColumnStride;
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * stride);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * stride);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * stride);
        ref var a4 = ref Unsafe.Add(ref a, Math.Min(4, last) * stride);
        ref var a5 = ref Unsafe.Add(ref a, Math.Min(5, last) * stride);
        ref var a6 = ref Unsafe.Add(ref a, Math.Min(6, last) * stride);
        ref var a7 = ref Unsafe.Add(ref a, Math.Min(7, last) * stride);
        Pair r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        nint at = 0;
        for (var index = 0; index < panel.Length; index += BlockColumns)
        {
            var x = Vector512.LoadUnsafe(ref b, (nuint)index);
            var y = Vector512.LoadUnsafe(ref b, (nuint)(index + Vector512<float>.Count));
            r0 = r0.Plus(Unsafe.Add(ref a, at), x, y);
            r1 = r1.Plus(Unsafe.Add(ref a1, at), x, y);
            r2 = r2.Plus(Unsafe.Add(ref a2, at), x, y);
            r3 = r3.Plus(Unsafe.Add(ref a3, at), x, y);
            r4 = r4.Plus(Unsafe.Add(ref a4, at), x, y);
            r5 = r5.Plus(Unsafe.Add(ref a5, at), x, y);
            r6 = r6.Plus(Unsafe.Add(ref a6, at), x, y);
            r7 = r7.Plus(Unsafe.Add(ref a7, at), x, y);
            at += step;
        }

        ref var to = ref MemoryMarshal.GetReference(tile);
        r0.Store(ref to, 0);
        r1.Store(ref to, 1);
        r2.Store(ref to, 2);
        r3.Store(ref to, 3);
        r4.Store(ref to, 4);
        r5.Store(ref to, 5);
        r6.Store(ref to, 6);
        r7.Store(ref to, 7);
    }

    /// <summary>The results of one row of a tile.</summary>
    private readonly struct Pair(Vector512<float> low, Vector512<float> high)
    {
        private readonly Vector512<float> _low = low;
        private readonly Vector512<float> _high = high;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Pair Plus(float factor, Vector512<float> low, Vector512<float> high)
        {
            var factors = Vector512.Create(factor);
            return new Pair(
                Vector512.FusedMultiplyAdd(factors, low, _low), Vector512.FusedMultiplyAdd(factors, high, _high));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(ref float tile, int row)
        {
            _low.StoreUnsafe(ref tile, (nuint)(row * BlockColumns));
            _high.StoreUnsafe(ref tile, (nuint)((row * BlockColumns) + Vector512<float>.Count));
        }
    }
}
