using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// One part of a batch, worked on by one thread: forward, loss, backward, into gradients of its own. A batch always has the
/// same parts, so the number of threads changes nothing.
/// </summary>
internal sealed class SasRecShard(SasRecOptions options, TransformerNetwork network)
{
    private readonly NetworkMemory _memory = new(options.Layers);
    private readonly CandidateSoftmax _softmax = new(options.Dimensions);
    private readonly float[] _networkGradients = new float[network.Layout.Length];
    private readonly GrowingBuffer _candidateGradients = new();
    private readonly GrowingBuffer _rows = new();
    private readonly GrowingBuffer _users = new();
    private readonly GrowingBuffer _factors = new();
    private readonly GrowingBuffer _gradients = new();
    private readonly GrowingBuffer _userGradients = new();

    public SequenceBatch Batch { get; } = new();

    /// <summary>Sum of the losses of the last run.</summary>
    public double Loss { get; private set; }

    public ReadOnlySpan<float> NetworkGradients => _networkGradients;

    /// <summary>Gradients of the candidates' vectors of length one.</summary>
    public Span<float> CandidateGradients(int candidateCount) => _candidateGradients.Take(candidateCount * options.Dimensions);

    /// <summary>Computes the gradients of weight · loss at these parameters.</summary>
    public void Run(ReadOnlySpan<float> parameters, CandidateSet candidates, float weight, ulong seed)
    {
        var random = new SplitMixRandom(seed);
        var dimensions = options.Dimensions;
        var length = Batch.Inputs.Length * dimensions;
        var rows = _rows.Take(length);
        for (var row = 0; row < Batch.Inputs.Length; row++)
        {
            var unit = candidates.Units.Slice(candidates.SlotOf(Batch.Inputs[row]) * dimensions, dimensions);
            TensorPrimitives.Multiply(unit, MathF.Sqrt(dimensions), rows.Slice(row * dimensions, dimensions));
        }

        network.Forward(parameters, Batch.Lengths, rows, _memory, options.Dropout, ref random);
        var users = _users.Take(length);
        var factors = _factors.Take(Batch.Inputs.Length);
        RowNorm.Forward(rows, dimensions, options.Sharpness, users, factors);

        var candidateGradients = CandidateGradients(candidates.Count);
        candidateGradients.Clear();
        Array.Clear(_networkGradients);
        var userGradients = _userGradients.Take(length);
        Loss = _softmax.Backward(Batch, candidates, users, weight, userGradients, candidateGradients);
        var gradients = _gradients.Take(length);
        gradients.Clear();
        RowNorm.Backward(users, dimensions, options.Sharpness, factors, userGradients, gradients);
        network.Backward(Batch.Lengths, gradients, _memory, options.Dropout > 0, _networkGradients);
        for (var row = 0; row < Batch.Inputs.Length; row++)
        {
            var target = candidateGradients.Slice(candidates.SlotOf(Batch.Inputs[row]) * dimensions, dimensions);
            TensorPrimitives.MultiplyAdd(gradients.Slice(row * dimensions, dimensions), MathF.Sqrt(dimensions), target, target);
        }
    }
}
