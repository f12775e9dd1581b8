using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Numerics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Cross-entropy of the next item against all candidates, and its gradients, a few rows at a time so that logits stay in
/// the cache. Candidates of a row's own sequence are there for certain, whatever the chance of others, and so keep their
/// plain logits. Logits are bounded by the sharpness, so their exponentials are safe without subtracting the maximum.
/// </summary>
internal sealed class CandidateSoftmax(int dimensions)
{
    private const int RowsAtOnce = 32;

    // An odd multiple of the cache line keeps the rows of a block in different cache sets.
    private const int StrideUnit = 16;

    private readonly GrowingBuffer _logits = new();
    private readonly PackedMatrix _packedUsers = new();
    private int[] _slots = [];

    /// <summary>
    /// Adds the gradients of weight · loss for the users of a batch, and returns the sum of the losses. User rows carry the
    /// sharpness as their length; their gradient is overwritten.
    /// </summary>
    public double Backward(
        SequenceBatch batch,
        CandidateSet candidates,
        ReadOnlySpan<float> users,
        float weight,
        Span<float> userGradient,
        Span<float> candidateGradient)
    {
        var stride = (((candidates.Count + StrideUnit - 1) / StrideUnit) | 1) * StrideUnit;
        FindSlots(batch, candidates);
        var loss = 0.0;
        var (sequence, sequenceStart) = (0, 0);
        for (var row = 0; row < batch.Inputs.Length; row += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, batch.Inputs.Length - row);
            var part = MatrixView.Of(users.Slice(row * dimensions, rows * dimensions), rows, dimensions);
            var logits = _logits.Take(rows * stride);
            MatrixProduct.Multiply(part, candidates.ToLogits, logits, stride, accumulate: false);
            for (var index = row; index < row + rows; index++)
            {
                for (; index >= sequenceStart + batch.Lengths[sequence]; sequence++)
                {
                    sequenceStart += batch.Lengths[sequence];
                }

                // The inputs of the sequence and the target of the last one are all of its items.
                var own = _slots.AsSpan(sequenceStart * 2, batch.Lengths[sequence] * 2);
                var values = logits.Slice((index - row) * stride, candidates.Count);
                loss += RowGradient(values, candidates.Offsets, own, _slots[(index * 2) + 1], weight);
            }

            var gradient = MatrixView.Of(logits, rows, candidates.Count, stride);
            MatrixProduct.Multiply(gradient, candidates.ToUser, userGradient.Slice(row * dimensions, rows * dimensions));
            _packedUsers.Pack(part);
            MatrixProduct.Multiply(gradient.Transposed, _packedUsers, candidateGradient, accumulate: true);
        }

        return loss;
    }

    private static double RowGradient(
        Span<float> logits, ReadOnlySpan<float> offsets, ReadOnlySpan<int> own, int target, float weight)
    {
        if (offsets.Length > 0)
        {
            Span<float> plain = stackalloc float[own.Length];
            for (var index = 0; index < own.Length; index++)
            {
                plain[index] = logits[own[index]];
            }

            TensorPrimitives.Add(logits, offsets, logits);
            for (var index = 0; index < own.Length; index++)
            {
                logits[own[index]] = plain[index];
            }
        }

        var score = logits[target];
        TensorPrimitives.Exp(logits, logits);
        var sum = TensorPrimitives.Sum<float>(logits);
        TensorPrimitives.Multiply(logits, weight / sum, logits);
        logits[target] -= weight;
        return Math.Log(sum) - score;
    }

    // Input and target of each row side by side.
    private void FindSlots(SequenceBatch batch, CandidateSet candidates)
    {
        if (_slots.Length < batch.Inputs.Length * 2)
        {
            _slots = new int[batch.Inputs.Length * 2];
        }

        for (var row = 0; row < batch.Inputs.Length; row++)
        {
            _slots[row * 2] = candidates.SlotOf(batch.Inputs[row]);
            _slots[(row * 2) + 1] = candidates.SlotOf(batch.Targets[row]);
        }
    }
}
