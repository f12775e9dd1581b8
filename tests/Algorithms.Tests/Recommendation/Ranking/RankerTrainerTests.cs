using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class RankerTrainerTests
{
    private const int Inputs = 6;
    private const int Candidates = 30;

    [Fact]
    public void Train_TakenByAnotherInputThanTheBaseline_LearnsIt()
    {
        var training = Train(Examples(600, row => (0.3f * row[0]) + row[3], seed: 1));

        Assert.NotNull(training.Network);
        Assert.True(training.Ndcg > 1.5 * training.BaselineNdcg, $"{training.Ndcg} over {training.BaselineNdcg}");
    }

    [Fact]
    public void Train_TakenByAnInteraction_NeedsTheUnits()
    {
        // Neither input says anything alone: only both together do.
        var training = Train(Examples(2_500, row => row[2] * row[4] > 0 ? 2 : 0, seed: 2));

        Assert.NotNull(training.Network);
        Assert.True(training.Ndcg > 1.15 * training.BaselineNdcg, $"{training.Ndcg} over {training.BaselineNdcg}");
    }

    [Fact]
    public void Train_BaselineIsAllThereIs_StaysWithIt()
    {
        var training = Train(Examples(400, row => 100 * row[0], seed: 3));

        Assert.InRange(training.Ndcg, training.BaselineNdcg - 0.01, 1);
        Assert.InRange(training.BaselineNdcg, 0.99, 1);
    }

    [Fact]
    public void Train_TopPlacesAreTakenMore_LearnsWhatIsLikedAndNotWhereItStood()
    {
        // The blend is noise, the lists are in its order, and people prefer input 3 but look at the top first.
        var examples = Examples(1_500, row => row[3] - (2 * row[5]), seed: 10, byPlace: true);

        var blind = new RankerTrainer(Inputs, baselineInput: 0).Train([.. examples.Select(example => example with { Rows = Blank(example.Rows, 5) })], seed: 1);
        var aware = new RankerTrainer(Inputs, baselineInput: 0, placeInput: 5).Train(examples, seed: 1);

        Assert.True(Preference(aware.Network!) > 1.3 * Preference(blind.Network!), $"{Preference(aware.Network!)} over {Preference(blind.Network!)}");
    }

    [Fact]
    public void Train_TooFewExamples_GivesNone() =>
        Assert.Null(Train(Examples(RankerTrainer.ExamplesMin - 1, row => row[3], seed: 4)).Network);

    [Fact]
    public void Train_SameSeed_IsTheSameToTheLastBit()
    {
        var examples = Examples(200, row => row[3], seed: 5);

        Assert.Equal(Bytes(Train(examples).Network!), Bytes(Train(examples).Network!));
    }

    [Fact]
    public void Score_InputThatNeverVaried_ChangesNothing()
    {
        var network = Train([.. Examples(200, row => row[3], seed: 6).Select(example => example with { Rows = Blank(example.Rows, 5) })]).Network!;
        float[] scores = [0, 0];

        network.Score([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1_000], scores);

        Assert.Equal(scores[0], scores[1]);
        Assert.InRange(scores[0], 0, 1);
    }

    [Fact]
    public void Read_WhatWasWritten_ScoresTheSame()
    {
        var examples = Examples(200, row => row[3], seed: 7);
        var network = Train(examples).Network!;
        var read = RankerNetwork.Read(new MemoryStream(Bytes(network)));
        var (expected, actual) = (new float[Candidates], new float[Candidates]);

        network.Score(examples[0].Rows, expected);
        read.Score(examples[0].Rows, actual);

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200)]
    public void Read_CutOff_IsRefused(int length)
    {
        var bytes = Bytes(Train(Examples(200, row => row[3], seed: 8)).Network!);

        Assert.Throws<InvalidDataException>(() => RankerNetwork.Read(new MemoryStream(bytes[..length])));
    }

    [Fact]
    public void Score_RowsOfAnotherLength_AreRefused()
    {
        var network = Train(Examples(200, row => row[3], seed: 9)).Network!;

        Assert.Throws<ArgumentOutOfRangeException>(() => network.Score(new float[Inputs + 1], new float[1]));
    }

    private static RankerTraining Train(IReadOnlyList<RankerExample> examples) =>
        new RankerTrainer(Inputs, baselineInput: 0).Train(examples, seed: 1);

    // The candidate of the highest utility, with a little noise, is taken.
    private static List<RankerExample> Examples(int count, Func<float[], float> utility, int seed, bool byPlace = false)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var rows = Enumerable.Range(0, Candidates)
                .Select(_ => Enumerable.Range(0, Inputs).Select(_ => (2 * random.NextSingle()) - 1).ToArray()).ToArray();
            if (byPlace)
            {
                Array.Sort(rows, (left, right) => right[0].CompareTo(left[0]));
                for (var place = 0; place < rows.Length; place++)
                {
                    rows[place][5] = MathF.Log2(1 + place) / 5;
                }
            }

            var utilities = rows.Select(row => utility(row) + (0.1f * random.NextSingle())).ToArray();
            return new RankerExample([.. rows.SelectMany(row => row)], Array.IndexOf(utilities, utilities.Max()));
        })];
    }

    // By how much the network prefers a candidate of a high input 3 to one of a high blend.
    private static double Preference(RankerNetwork network)
    {
        float[] scores = [0, 0, 0];
        network.Score([0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], scores);
        double Logit(float score) => Math.Log(score / (1 - score));
        return (Logit(scores[0]) - Logit(scores[2])) / Math.Max(0.1, Logit(scores[1]) - Logit(scores[2]));
    }

    private static float[] Blank(float[] rows, int input) =>
        [.. rows.Select((value, index) => index % Inputs == input ? 0 : value)];

    private static byte[] Bytes(RankerNetwork network)
    {
        using var stream = new MemoryStream();
        network.Write(stream);
        return stream.ToArray();
    }
}
