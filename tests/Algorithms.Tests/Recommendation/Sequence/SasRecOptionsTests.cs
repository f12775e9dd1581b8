using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class SasRecOptionsTests
{
    [Fact]
    public void SuitedTo_MoreData_SilencesLessAndPassesLessOften()
    {
        var (small, large) = (SasRecOptions.SuitedTo(Data(sequences: 100)), SasRecOptions.SuitedTo(Data(sequences: 1_000_000)));

        Assert.Equal(0.5f, small.Dropout);
        Assert.InRange(large.Dropout, 0.1f, 0.2f);
        Assert.Equal(SasRecOptions.Default.EpochsMax, small.EpochsMax);
        Assert.InRange(large.EpochsMax, 5, small.EpochsMax - 1);
    }

    [Fact]
    public void SuitedTo_NoData_IsUsable() =>
        Assert.Equal(0, new SasRecTrainer().Start(new TrainingData(0, []), seed: 1).StepsTotal);

    [Fact]
    public void Start_ImpossibleOptions_Throws()
    {
        var data = Data(sequences: 3);

        Assert.All(
            new[]
            {
                SasRecOptions.Default with { Heads = 3 },
                SasRecOptions.Default with { Dropout = 1 },
                SasRecOptions.Default with { LengthMax = 0 },
                SasRecOptions.Default with { Sharpness = 0 },
            },
            options => Assert.Throws<ArgumentOutOfRangeException>(() => new SasRecTrainer(options).Start(data, seed: 1)));
    }

    private static TrainingData Data(int sequences)
    {
        int[] sequence = [0, 1, 2, 3];
        return new TrainingData(5_000, [.. Enumerable.Repeat(sequence, sequences)]);
    }
}
