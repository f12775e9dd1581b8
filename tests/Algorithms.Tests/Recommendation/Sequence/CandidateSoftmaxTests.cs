using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class CandidateSoftmaxTests
{
    private const int Dimensions = 6;
    private const int ItemCount = 45;

    [Theory]
    [InlineData(ItemCount)]
    [InlineData(12)]
    public void Backward_FullOrSampled_GradientsAreTheSlopesOfTheLoss(int negatives)
    {
        var (batch, candidates) = Given(negatives);
        var users = Gradients.Values(batch.Inputs.Length * Dimensions, 2);
        var (userGradient, unused) = (new float[users.Length], new float[candidates.Count * Dimensions]);
        var softmax = new CandidateSoftmax(Dimensions);
        softmax.Backward(batch, candidates, users, weight: 1, userGradient, unused);

        Gradients.AssertMatches(() => Loss(users, candidates), users, userGradient.ToArray());

        double Loss(float[] rows, CandidateSet set) =>
            softmax.Backward(batch, set, rows, 1, new float[rows.Length], new float[set.Count * Dimensions]);
    }

    [Fact]
    public void Backward_CandidateGradient_IsTheSumOverUsersOfTheirErrors()
    {
        var (batch, candidates) = Given(ItemCount);
        var users = Gradients.Values(batch.Inputs.Length * Dimensions, 2);
        var candidateGradient = new float[ItemCount * Dimensions];
        new CandidateSoftmax(Dimensions).Backward(
            batch, candidates, users, weight: 0.5f, new float[users.Length], candidateGradient);

        var expected = new float[candidateGradient.Length];
        for (var row = 0; row < batch.Inputs.Length; row++)
        {
            var user = users.AsSpan(row * Dimensions, Dimensions);
            var logits = new float[ItemCount];
            for (var item = 0; item < ItemCount; item++)
            {
                logits[item] = TensorPrimitives.Dot(user, candidates.Units.Slice(item * Dimensions, Dimensions));
            }

            TensorPrimitives.SoftMax(logits, logits);
            logits[batch.Targets[row]] -= 1;
            for (var item = 0; item < ItemCount; item++)
            {
                var target = expected.AsSpan(item * Dimensions, Dimensions);
                TensorPrimitives.MultiplyAdd(user, 0.5f * logits[item], target, target);
            }
        }

        Assert.All(expected.Zip(candidateGradient), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Backward_Sampled_EstimatesTheSumOverTheCatalogue()
    {
        var users = Gradients.Values(5 * Dimensions, 2);
        var (batch, all) = Given(ItemCount);
        var full = Partition(all);
        var sampled = Enumerable.Range(1, 3_000).Average(seed => Partition(Given(12, seed).Candidates));

        Assert.InRange(sampled / full, 0.95, 1.05);

        double Partition(CandidateSet candidates)
        {
            var softmax = new CandidateSoftmax(Dimensions);
            var loss = softmax.Backward(One(batch), candidates, users.AsSpan(0, Dimensions), 1, new float[Dimensions], new float[candidates.Count * Dimensions]);
            var target = candidates.Units.Slice(candidates.SlotOf(batch.Targets[0]) * Dimensions, Dimensions);
            return Math.Exp(loss + TensorPrimitives.Dot(users.AsSpan(0, Dimensions), target));
        }
    }

    [Fact]
    public void Choose_Sampled_HoldsTheBatchAndNoItemTwice()
    {
        var (batch, candidates) = Given(12);

        Assert.True(candidates.IsSampled);
        Assert.Equal(candidates.Count, candidates.Items.ToArray().Distinct().Count());
        Assert.All(batch.Inputs.ToArray().Concat(batch.Targets.ToArray()), item => Assert.Equal(item, candidates.Items[candidates.SlotOf(item)]));
        Assert.All(candidates.Offsets.ToArray(), offset => Assert.True(offset >= 0));
    }

    private static SequenceBatch One(SequenceBatch batch)
    {
        var one = new SequenceBatch();
        one.Add([batch.Inputs[0], batch.Targets[0]]);
        return one;
    }

    // The first window is always there; the others of a batch come by chance, as in training.
    private static (SequenceBatch Batch, CandidateSet Candidates) Given(int negatives, int seed = 1)
    {
        int[][] sequences = [.. Enumerable.Range(0, 60).Select(user => new[] { (user * 7) % ItemCount, ((user * 7) + 2) % ItemCount })];
        var data = new TrainingData(ItemCount, [[0, 3], .. sequences]);
        var options = new SasRecOptions(Dimensions, Heads: 1, NegativesMax: negatives);
        var candidates = new CandidateSet(new SequenceWindows(data, 10, seed: 1), options);
        var batch = new SequenceBatch();
        batch.Add([0, 3]);
        var others = Enumerable.Range(0, 60).ToArray();
        new Random(seed).Shuffle(others);
        foreach (var other in others[..10])
        {
            batch.Add(sequences[other]);
        }

        var random = new SplitMixRandom((ulong)seed);
        candidates.Choose([batch], windows: 11, ref random);
        candidates.Pack(Gradients.Values(ItemCount * Dimensions, 5));
        return (batch, candidates);
    }
}
