using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class SasRecModelTests
{
    private const int ItemCount = 20;
    private static readonly SasRecOptions Options = new(Dimensions: 8, HiddenDimensions: 8, LengthMax: 4, EpochsMax: 1);
    private static readonly byte[] Artifact = Train();

    [Fact]
    public void EmbedUser_LongHistory_LooksAtTheNewest() =>
        Assert.Equal(Embed(Model(), [1, 2, 3, 4]), Embed(Model(), [1, 2, 3, 4, 5, 6]));

    [Fact]
    public void EmbedUser_Order_Matters() => Assert.NotEqual(Embed(Model(), [1, 2, 3]), Embed(Model(), [1, 3, 2]));

    [Fact]
    public void EmbedUser_UnknownProducts_ArePassedOver() =>
        Assert.Equal(Embed(Model(), [1, 2]), Embed(Model(), [ItemCount - 1, 1, ItemCount + 7, -1, 2]));

    [Fact]
    public void EmbedUser_EmptyHistory_IsZero() => Assert.All(Embed(Model(), []), value => Assert.Equal(0, value));

    [Fact]
    public void EmbedUser_ManyThreads_AgreeWithOne()
    {
        var model = Model();
        int[][] histories = [.. Enumerable.Range(0, 200).Select(user => new[] { user % 19, user / 19, 3 })];
        var expected = histories.Select(history => Embed(model, history)).ToArray();
        var actual = new float[histories.Length][];

        Parallel.For(0, histories.Length, user => actual[user] = Embed(model, histories[user]));

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void EmbedUser_InSteadyState_AllocatesNothing()
    {
        var model = Model();
        var user = new float[model.Dimensions];
        int[] history = [1, 2, 3, 4];
        model.EmbedUser(history, user);
        model.EmbedUser(history, user);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 1_000; call++)
        {
            model.EmbedUser(history, user);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ItemVector_Product_HasLengthOneOnlyIfLearnt()
    {
        Assert.Equal(1, Length(Model().ItemVector(1)), 1e-5);
        Assert.Equal(0, Length(Model().ItemVector(ItemCount - 1)));
    }

    [Fact]
    public void Read_EveryTruncation_IsInvalidData() => Assert.All(
        Enumerable.Range(0, Artifact.Length).Where(length => length < 100 || length % 97 == 0),
        length => Assert.Throws<InvalidDataException>(() => Read(Artifact[..length])));

    [Fact]
    public void Read_EveryChangedByte_IsInvalidData() => Assert.All(
        Enumerable.Range(0, Artifact.Length).Where(place => place < 100 || place % 97 == 0),
        place =>
        {
            var changed = Artifact.ToArray();
            changed[place] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => Read(changed));
        });

    private static IEmbeddingModel Model() => Read(Artifact);

    private static IEmbeddingModel Read(byte[] bytes) => new SasRecTrainer().Read(new MemoryStream(bytes));

    private static float[] Embed(IEmbeddingModel model, int[] newestFirst)
    {
        var user = new float[model.Dimensions];
        model.EmbedUser(newestFirst, user);
        return user;
    }

    private static double Length(ReadOnlySpan<float> vector) => System.Numerics.Tensors.TensorPrimitives.Norm(vector);

    // The last product is in nobody's sequence.
    private static byte[] Train()
    {
        int[][] sequences = [.. Enumerable.Range(0, 60).Select(user => new[] { user % 19, (user + 1) % 19, (user + 2) % 19 })];
        var run = new SasRecTrainer(Options).Start(new TrainingData(ItemCount, sequences), seed: 1);
        while (run.StepsDone < run.StepsTotal)
        {
            run.Step();
        }

        using var stream = new MemoryStream();
        run.WriteModel(stream);
        return stream.ToArray();
    }
}
