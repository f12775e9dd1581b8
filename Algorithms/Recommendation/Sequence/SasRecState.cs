using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Everything that training changes: the parameters (the products' vectors, then the network), the moments of Adam, the
/// average of the parameters over the last pass, and the best average so far.
/// </summary>
internal sealed class SasRecState
{
    public SasRecState(int itemCount, SasRecOptions options, int networkLength)
    {
        ItemsLength = checked(itemCount * options.Dimensions);
        Parameters = new float[ItemsLength + networkLength];
        Means = new float[Parameters.Length];
        Variances = new float[Parameters.Length];
        Average = new float[Parameters.Length];
        Best = new float[Parameters.Length];
    }

    public int ItemsLength { get; }

    public float[] Parameters { get; }

    public float[] Means { get; }

    public float[] Variances { get; }

    public float[] Average { get; }

    public float[] Best { get; }

    /// <summary>Batches learnt from.</summary>
    public int Batches { get; set; }

    /// <summary>Calls of <see cref="ITrainingRun.Step"/>.</summary>
    public int Steps { get; set; }

    /// <summary>Batches done of the current pass.</summary>
    public int BatchesOfEpoch { get; set; }

    /// <summary>Complete passes.</summary>
    public int Epochs { get; set; }

    /// <summary>Parameters that the average is of.</summary>
    public int Averaged { get; set; }

    /// <summary>Value of the best average, higher is better; negative before the first.</summary>
    public double BestValue { get; set; } = -1;

    public int EpochsSinceBest { get; set; }

    public bool IsComplete { get; set; }

    /// <summary>Moves the average towards the parameters: the mean of all at first, then of about the last so many.</summary>
    public void UpdateAverage(int window)
    {
        Averaged = Math.Min(Averaged + 1, window);
        var share = 1f / Averaged;
        TensorPrimitives.Lerp(Average, Parameters, share, Average);
    }

    public void Write(BinaryWriter writer)
    {
        foreach (var values in Arrays)
        {
            writer.WriteFloats(values);
        }

        foreach (var number in (ReadOnlySpan<int>)[Batches, Steps, BatchesOfEpoch, Epochs, Averaged, EpochsSinceBest])
        {
            writer.Write(number);
        }

        writer.Write(BestValue);
        writer.Write(IsComplete);
    }

    public void Read(BinaryReader reader)
    {
        foreach (var values in Arrays)
        {
            reader.ReadFloats(values);
        }

        Batches = reader.ReadInt32();
        Steps = reader.ReadInt32();
        BatchesOfEpoch = reader.ReadInt32();
        Epochs = reader.ReadInt32();
        Averaged = reader.ReadInt32();
        EpochsSinceBest = reader.ReadInt32();
        BestValue = reader.ReadDouble();
        IsComplete = reader.ReadBoolean();
    }

    private float[][] Arrays => [Parameters, Means, Variances, Average, Best];
}
