using System.Runtime.InteropServices;
using System.Text;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Writes trained matrices: kind, version, then what the caller adds, little-endian.</summary>
internal sealed class FactorWriter : IDisposable
{
    private readonly BinaryWriter _writer;

    public FactorWriter(Stream destination, string kind, int version)
    {
        _writer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        _writer.Write(kind);
        _writer.Write(version);
    }

    public void Write(int value) => _writer.Write(value);

    public void Write(double value) => _writer.Write(value);

    public void Write(FactorMatrix matrix)
    {
        _writer.Write(matrix.Count);
        _writer.Write(matrix.Dimensions);
        _writer.Write(MemoryMarshal.AsBytes<float>(matrix.Values));
    }

    public void Dispose() => _writer.Dispose();
}

/// <summary>Reads what <see cref="FactorWriter"/> wrote. Anything else throws InvalidDataException.</summary>
internal sealed class FactorReader : IDisposable
{
    private const int ValuesPerRead = 1 << 16;
    private const int CountMax = 1 << 28;

    private readonly BinaryReader _reader;

    public FactorReader(Stream source, string kind, int version)
    {
        ArgumentNullException.ThrowIfNull(source);
        _reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        var (foundKind, foundVersion) = Read(() => (ReadKind(kind), _reader.ReadInt32()));
        if (foundKind != kind || foundVersion != version)
        {
            throw new InvalidDataException($"Expected '{kind}' version {version}.");
        }
    }

    public int ReadCount()
    {
        var count = Read(_reader.ReadInt32);
        return count is >= 0 and <= CountMax ? count : throw new InvalidDataException($"{count} is no count.");
    }

    public double ReadFinite()
    {
        var value = Read(_reader.ReadDouble);
        return double.IsFinite(value) ? value : throw new InvalidDataException($"{value} is not finite.");
    }

    public double ReadPositive()
    {
        var value = ReadFinite();
        return value > 0 ? value : throw new InvalidDataException($"{value} is not positive.");
    }

    public FactorMatrix ReadMatrix()
    {
        var count = ReadCount();
        var dimensions = ReadCount();
        if (dimensions is < 1 or > ImplicitAlsOptions.DimensionsMax || (long)count * dimensions > CountMax)
        {
            throw new InvalidDataException($"{count} vectors of {dimensions} are no model.");
        }

        // Grows with what is really there, so that a wrong length does not allocate what it claims.
        var values = new List<float>();
        var buffer = new float[ValuesPerRead];
        for (var left = count * dimensions; left > 0; left -= Math.Min(left, ValuesPerRead))
        {
            var part = buffer.AsSpan(0, Math.Min(left, ValuesPerRead));
            ReadExactly(MemoryMarshal.AsBytes(part));
            values.AddRange(part);
        }

        return Checked(new FactorMatrix(dimensions, [.. values]));
    }

    /// <summary>Nothing may follow.</summary>
    public void End()
    {
        if (_reader.BaseStream.ReadByte() >= 0)
        {
            throw new InvalidDataException("More than a model.");
        }
    }

    public void Dispose() => _reader.Dispose();

    private static FactorMatrix Checked(FactorMatrix matrix)
    {
        foreach (var value in matrix.Values)
        {
            if (!float.IsFinite(value))
            {
                throw new InvalidDataException("A vector is not finite.");
            }
        }

        return matrix;
    }

    // Compared byte by byte: the length that foreign data claims may be anything.
    private string ReadKind(string expected)
    {
        foreach (var character in (byte[])[(byte)expected.Length, .. Encoding.UTF8.GetBytes(expected)])
        {
            if (_reader.ReadByte() != character)
            {
                return "";
            }
        }

        return expected;
    }

    private void ReadExactly(Span<byte> destination)
    {
        try
        {
            _reader.BaseStream.ReadExactly(destination);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The model ends too early.", exception);
        }
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The model ends too early.", exception);
        }
    }
}
