using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class SasRecTests
{
    private const int ItemCount = 60;
    private static readonly SasRecOptions Small = new(
        Dimensions: 16,
        Layers: 1,
        HiddenDimensions: 32,
        LengthMax: 8,
        Dropout: 0.1f,
        LearningRate: 0.01f,
        TokensPerBatch: 128,
        EpochsMax: 40,
        Patience: 6);

    [Theory]
    [InlineData(4096)]
    [InlineData(16)]
    public void Train_NextItemDependsOnTheTwoBefore_LearnsIt(int negativesMax)
    {
        var (data, held) = Planted(users: 600);

        var model = Train(data, Small with { NegativesMax = negativesMax }, seed: 1);

        // The last item alone leaves two successors.
        var hits = held.Average(sequence => Best(model, sequence[..^1]) == sequence[^1] ? 1 : 0);
        Assert.True(hits > 0.9, $"hits {hits}");
    }

    [Fact]
    public void Train_OneThreadOrTwo_IsTheSameModelBitForBit()
    {
        var (data, _) = Planted(users: 100);

        Assert.Equal(Bytes(Finish(data, Small with { EpochsMax = 2 }, 1, threads: 1)), Bytes(Finish(data, Small with { EpochsMax = 2 }, 1, threads: 2)));
    }

    [Fact]
    public void Train_OtherSeed_IsAnotherModel()
    {
        var (data, _) = Planted(users: 50);

        Assert.NotEqual(Bytes(Finish(data, Small with { EpochsMax = 1 }, 1)), Bytes(Finish(data, Small with { EpochsMax = 1 }, 2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void Resume_FromACheckpoint_EndsInTheSameModelBitForBit(int steps)
    {
        var (data, _) = Planted(users: 300);
        var options = Small with { EpochsMax = 3, NegativesMax = 20 };
        var trainer = new SasRecTrainer(options);
        var whole = trainer.Start(data, seed: 3);
        var part = trainer.Start(data, seed: 3);
        for (var step = 0; step < steps; step++)
        {
            part.Step();
        }

        using var checkpoint = new MemoryStream();
        part.WriteCheckpoint(checkpoint);
        checkpoint.Position = 0;
        var resumed = trainer.Resume(data, checkpoint);
        Assert.Equal(steps, resumed.StepsDone);
        Assert.True(resumed.StepsTotal > steps);
        Finish(whole);
        Finish(resumed);

        Assert.Equal(whole.StepsDone, resumed.StepsDone);
        Assert.Equal(Bytes(whole), Bytes(resumed));
    }

    [Fact]
    public void Resume_OtherDataOrOptions_Throws()
    {
        var (data, _) = Planted(users: 20);
        using var checkpoint = new MemoryStream();
        new SasRecTrainer(Small).Start(data, 1).WriteCheckpoint(checkpoint);

        Assert.Throws<InvalidDataException>(() => Resume(data with { ItemCount = ItemCount + 1 }, Small));
        Assert.Throws<InvalidDataException>(() => Resume(data with { Sequences = [.. data.Sequences, [1, 2]] }, Small));
        Assert.Throws<InvalidDataException>(() => Resume(data, Small with { LearningRate = 0.5f }));

        void Resume(TrainingData other, SasRecOptions options)
        {
            checkpoint.Position = 0;
            new SasRecTrainer(options).Resume(other, checkpoint);
        }
    }

    [Fact]
    public void Step_WhenNothingImproves_EndsEarly()
    {
        var random = new Random(1);
        int[][] noise = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 6).Select(_ => random.Next(ItemCount)).ToArray())];
        var run = new SasRecTrainer(Small with { EpochsMax = 200, Patience = 2 }).Start(new TrainingData(ItemCount, noise), 1);
        var planned = run.StepsTotal;

        Finish(run);

        Assert.Equal(run.StepsDone, run.StepsTotal);
        Assert.True(run.StepsDone < planned, $"{run.StepsDone} of {planned}");
    }

    [Fact]
    public void Train_NoSequences_IsAModelThatSaysNothing()
    {
        var model = Train(new TrainingData(3, [[], [1]]), Small, seed: 1);
        var user = new float[model.Dimensions];

        model.EmbedUser([1, 2], user);

        Assert.Equal(3, model.ItemCount);
        Assert.All(user, value => Assert.Equal(0, value));
    }

    private static int Best(IEmbeddingModel model, int[] oldestFirst)
    {
        var user = new float[model.Dimensions];
        model.EmbedUser([.. oldestFirst.Reverse()], user);
        return Enumerable.Range(0, model.ItemCount).MaxBy(item => TensorPrimitives.Dot(model.ItemVector(item), user));
    }

    private static IEmbeddingModel Train(TrainingData data, SasRecOptions options, ulong seed) =>
        new SasRecTrainer(options).Read(new MemoryStream(Bytes(Finish(data, options, seed))));

    private static ITrainingRun Finish(TrainingData data, SasRecOptions options, ulong seed, int threads = 2) =>
        Finish(new SasRecTrainer(options, threads).Start(data, seed));

    private static ITrainingRun Finish(ITrainingRun run)
    {
        while (run.StepsDone < run.StepsTotal)
        {
            run.Step();
        }

        return run;
    }

    private static byte[] Bytes(ITrainingRun run)
    {
        using var stream = new MemoryStream();
        run.WriteModel(stream);
        return stream.ToArray();
    }

    // Walks around a circle, by one or by two: the pace shows only in the last two items.
    private static (TrainingData Data, int[][] Held) Planted(int users)
    {
        var random = new Random(5);
        int[][] walks = [.. Enumerable.Range(0, users + 100).Select(_ => Walk(random))];
        return (new TrainingData(ItemCount, walks[..users]), walks[users..]);
    }

    private static int[] Walk(Random random)
    {
        var (start, pace) = (random.Next(ItemCount), random.Next(1, 3));
        return [.. Enumerable.Range(0, random.Next(4, 8)).Select(step => (start + (step * pace)) % ItemCount)];
    }
}
