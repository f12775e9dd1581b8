using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class ImplicitAlsTests
{
    private const int Clusters = 4;
    private const int ItemsPerCluster = 25;
    private const int ItemCount = Clusters * ItemsPerCluster;

    private static readonly ImplicitAlsOptions Options = new(Dimensions: 8, Epochs: 6);

    [Fact]
    public void EmbedUser_HistoryOfOneCluster_ScoresItsUnseenItemsAboveOthers()
    {
        var model = Train(Options, Clustered(seed: 1));
        int[] history = [0, 1, 2, 3, 4];

        var scores = Scores(model, history);

        var own = Enumerable.Range(5, ItemsPerCluster - 5).Average(item => scores[item]);
        var highestOther = Enumerable.Range(ItemsPerCluster, ItemCount - ItemsPerCluster).Max(item => scores[item]);
        Assert.True(own > highestOther, $"{own} against {highestOther}");
    }

    [Fact]
    public void Step_EpochByEpoch_LossFalls()
    {
        var data = Clustered(seed: 2);
        var losses = Enumerable.Range(1, 5).Select(epochs => Loss(data, Options with { Epochs = epochs })).ToArray();

        Assert.True(losses[^1] < losses[0] * 0.95, $"{losses[0]} to {losses[^1]}");
        Assert.Equal(losses.OrderDescending(), losses);
    }

    [Fact]
    public void Start_TwoThreads_SameModelBitForBit() =>
        Assert.Equal(
            Written(Options with { Threads = 1 }, Clustered(seed: 3)),
            Written(Options with { Threads = 2 }, Clustered(seed: 3)));

    [Fact]
    public void Start_AnotherSeed_AnotherModel()
    {
        var data = Clustered(seed: 3);

        Assert.NotEqual(Finish(new ImplicitAlsTrainer(Options).Start(data, seed: 1)), Written(Options, data, seed: 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Resume_AfterSomeSteps_SameModelAsUninterrupted(int steps)
    {
        var data = Clustered(seed: 4);
        var trainer = new ImplicitAlsTrainer(Options);
        var run = trainer.Start(data, seed: 5);
        for (var step = 0; step < steps; step++)
        {
            run.Step();
        }

        var checkpoint = new MemoryStream();
        run.WriteCheckpoint(checkpoint);
        checkpoint.Position = 0;
        var resumed = trainer.Resume(data, checkpoint);

        Assert.Equal(steps, resumed.StepsDone);
        Assert.Equal(Finish(trainer.Start(data, seed: 5)), Finish(resumed));
    }

    [Fact]
    public void Resume_OtherData_ThrowsInvalidData()
    {
        var trainer = new ImplicitAlsTrainer(Options);
        var checkpoint = new MemoryStream();
        trainer.Start(Clustered(seed: 6), seed: 1).WriteCheckpoint(checkpoint);
        checkpoint.Position = 0;

        Assert.Throws<InvalidDataException>(() => trainer.Resume(new TrainingData(3, [[0, 1]]), checkpoint));
    }

    [Fact]
    public void Read_ModelCutOffAnywhere_ThrowsInvalidData()
    {
        var trainer = new ImplicitAlsTrainer(Options);
        var written = Written(Options, new TrainingData(3, [[0, 1], [1, 2]]));
        for (var length = 0; length < written.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => trainer.Read(new MemoryStream(written, 0, length)));
        }
    }

    [Fact]
    public void Read_ForeignChangedOrOfAnotherKind_ThrowsInvalidData()
    {
        var trainer = new ImplicitAlsTrainer(Options);
        var data = new TrainingData(3, [[0, 1], [1, 2]]);
        var changed = Written(Options, data);
        changed[^40] ^= 1;
        var checkpoint = new MemoryStream();
        trainer.Start(data, seed: 1).WriteCheckpoint(checkpoint);

        Assert.Throws<InvalidDataException>(() => trainer.Read(new MemoryStream("a text, no model"u8.ToArray())));
        Assert.Throws<InvalidDataException>(() => trainer.Read(new MemoryStream(changed)));
        Assert.Throws<InvalidDataException>(() => trainer.Read(new MemoryStream(checkpoint.ToArray())));
    }

    [Fact]
    public void EmbedUser_EmptyHistory_GivesZeros()
    {
        var vector = Enumerable.Repeat(1f, Options.Dimensions).ToArray();

        Train(Options, Clustered(seed: 1)).EmbedUser([], vector);

        Assert.All(vector, value => Assert.Equal(0, value));
    }

    [Fact]
    public void EmbedUser_AnyHistory_SolvesTheNormalEquations()
    {
        var options = Options with { UnobservedWeight = 0.1, Regularisation = 0.05 };
        var model = Train(options, Clustered(seed: 8));
        int[] history = [1, 2, 30];
        var x = new float[options.Dimensions];
        model.EmbedUser(history, x);

        // The gradient Σ_all α₀ (h·x) h + Σ_history (h·x − 1) h + r x vanishes at the solution.
        var gradient = new double[options.Dimensions];
        var ridge = 0.05 * (history.Length + (0.1 * ItemCount));
        for (var item = 0; item < ItemCount; item++)
        {
            var score = TensorPrimitives.Dot(model.ItemVector(item), x);
            var factor = (0.1 * score) + (history.Contains(item) ? score - 1 : 0);
            for (var dimension = 0; dimension < x.Length; dimension++)
            {
                gradient[dimension] += factor * model.ItemVector(item)[dimension];
            }
        }

        Assert.All(Enumerable.Range(0, x.Length), dimension =>
            Assert.Equal(0, gradient[dimension] + (ridge * x[dimension]), 1e-3));
    }

    [Theory]
    [InlineData(0, 1, 0.01)]
    [InlineData(8, 3, 0.01)]
    [InlineData(8, 1, 0)]
    [InlineData(8, 1, -1)]
    public void Constructor_OptionsOutOfRange_Throws(int dimensions, int threads, double regularisation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImplicitAlsTrainer(
            new ImplicitAlsOptions(dimensions, regularisation, Threads: threads)));

    private static double Loss(TrainingData data, ImplicitAlsOptions options)
    {
        var model = Train(options, data);
        return data.Sequences.Sum(history =>
        {
            var scores = Scores(model, history);
            return scores.Sum(score => options.UnobservedWeight * score * score)
                + history.Sum(item => (scores[item] - 1) * (scores[item] - 1));
        });
    }

    private static float[] Scores(IEmbeddingModel model, int[] history)
    {
        var user = new float[model.Dimensions];
        model.EmbedUser(history, user);
        return [.. Enumerable.Range(0, model.ItemCount).Select(item => TensorPrimitives.Dot(model.ItemVector(item), user))];
    }

    private static IEmbeddingModel Train(ImplicitAlsOptions options, TrainingData data) =>
        new ImplicitAlsTrainer(options).Read(new MemoryStream(Written(options, data)));

    private static byte[] Written(ImplicitAlsOptions options, TrainingData data, ulong seed = 1) =>
        Finish(new ImplicitAlsTrainer(options).Start(data, seed));

    private static byte[] Finish(ITrainingRun run)
    {
        while (run.StepsDone < run.StepsTotal)
        {
            run.Step();
        }

        var model = new MemoryStream();
        run.WriteModel(model);
        return model.ToArray();
    }

    // Users like one cluster each and know eight of its items, and one item of anywhere.
    private static TrainingData Clustered(int seed)
    {
        var random = new Random(seed);
        var users = Enumerable.Range(0, 120).Select(user =>
        {
            var own = Enumerable.Range(user % Clusters * ItemsPerCluster, ItemsPerCluster).ToArray();
            random.Shuffle(own);
            return (int[])[.. own[..8], random.Next(ItemCount)];
        });
        return new TrainingData(ItemCount, [.. users]);
    }
}
