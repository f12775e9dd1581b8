namespace SocialCommerce.Algorithms.Numerics;

/// <summary>
/// A right-hand factor copied into panels of <see cref="PanelColumns"/> columns, row after row, so that a product reads it
/// front to back; missing columns of the last panel are zero (Goto, van de Geijn, "Anatomy of high-performance matrix
/// multiplication", 2008). Reusable: packing again keeps the memory.
/// </summary>
public sealed class PackedMatrix
{
    internal const int PanelColumns = 32;

    private float[] _values = [];

    /// <summary>Nothing yet.</summary>
    public PackedMatrix()
    {
    }

    /// <summary>A packed copy of a matrix.</summary>
    public PackedMatrix(MatrixView source)
    {
        Pack(source);
    }

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>Replaces what was packed.</summary>
    public void Pack(MatrixView source)
    {
        Rows = source.Rows;
        Columns = source.Columns;
        var panels = (Columns + PanelColumns - 1) / PanelColumns;
        var length = checked(panels * Rows * PanelColumns);
        if (_values.Length < length)
        {
            _values = new float[length];
        }

        for (var panel = 0; panel < panels; panel++)
        {
            Fill(source, panel * PanelColumns, _values.AsSpan(panel * Rows * PanelColumns, Rows * PanelColumns));
        }
    }

    /// <summary>Rows from <paramref name="row"/> on of the panel, <see cref="PanelColumns"/> values each.</summary>
    internal ReadOnlySpan<float> Panel(int panel, int row, int count) =>
        _values.AsSpan(((panel * Rows) + row) * PanelColumns, count * PanelColumns);

    private static void Fill(MatrixView source, int firstColumn, Span<float> panel)
    {
        var width = Math.Min(PanelColumns, source.Columns - firstColumn);
        if (width < PanelColumns)
        {
            panel.Clear();
        }

        if (source.ColumnStride == 1)
        {
            for (var row = 0; row < source.Rows; row++)
            {
                source.Values.Slice((row * source.RowStride) + firstColumn, width).CopyTo(panel[(row * PanelColumns)..]);
            }

            return;
        }

        for (var column = 0; column < width; column++)
        {
            var from = source.Values[((firstColumn + column) * source.ColumnStride)..];
            for (var row = 0; row < source.Rows; row++)
            {
                panel[(row * PanelColumns) + column] = from[row * source.RowStride];
            }
        }
    }
}
