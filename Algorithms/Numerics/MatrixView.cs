namespace SocialCommerce.Algorithms.Numerics;

/// <summary>Numbers seen as a matrix: the value at (i, j) stands at i · RowStride + j · ColumnStride.</summary>
public readonly ref struct MatrixView
{
    private MatrixView(ReadOnlySpan<float> values, int rows, int columns, int rowStride, int columnStride)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public ReadOnlySpan<float> Values { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    /// <summary>The same numbers, rows for columns.</summary>
    public MatrixView Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    /// <summary>A matrix stored row by row, without gaps.</summary>
    public static MatrixView Of(ReadOnlySpan<float> values, int rows, int columns) => Of(values, rows, columns, columns);

    /// <summary>A matrix stored row by row, each row starting <paramref name="rowStride"/> after the one before.</summary>
    public static MatrixView Of(ReadOnlySpan<float> values, int rows, int columns, int rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowStride, columns);
        if (rows > 0 && columns > 0 && ((long)(rows - 1) * rowStride) + columns > values.Length)
        {
            throw new ArgumentException($"{values.Length} values are too few for {rows} x {columns}.", nameof(values));
        }

        return new MatrixView(values, rows, columns, rowStride, columnStride: 1);
    }
}
