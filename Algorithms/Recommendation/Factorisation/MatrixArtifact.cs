namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Matrices inside of artifacts.</summary>
internal static class MatrixArtifact
{
    private const int ValuesMax = 1 << 28;

    /// <summary>Writes the shape and the values.</summary>
    public static void WriteMatrix(this BinaryWriter writer, FactorMatrix matrix)
    {
        writer.Write(matrix.Count);
        writer.Write(matrix.Dimensions);
        writer.WriteFloats(matrix.Values);
    }

    /// <summary>Reads a matrix whose values are all finite.</summary>
    public static FactorMatrix ReadMatrix(this BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var dimensions = reader.ReadInt32();
        var isShape = count >= 0 && dimensions is >= 1 and <= ImplicitAlsOptions.DimensionsMax;
        ArtifactFormat.Expect(isShape && (long)count * dimensions <= ValuesMax, "Its matrix has an impossible shape.");
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        ArtifactFormat.Expect((long)count * dimensions * sizeof(float) <= left, "Its matrix ends early.");
        var matrix = new FactorMatrix(count, dimensions);
        reader.ReadFloats(matrix.Values);
        ArtifactFormat.Expect(Array.TrueForAll(matrix.Values, float.IsFinite), "Its matrix is not finite.");
        return matrix;
    }
}
