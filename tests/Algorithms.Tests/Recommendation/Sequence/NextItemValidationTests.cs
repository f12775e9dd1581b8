using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class NextItemValidationTests
{
    [Theory]
    [InlineData(2, 1.0)]
    [InlineData(1, 0.6309)]
    [InlineData(0, 0.5)]
    public void MeanGain_LabelAtARank_IsItsDiscount(int label, double expected) =>
        Assert.Equal(expected, NextItemValidation.MeanGain(new Ascending(), [[0, label]]), 1e-4);

    [Fact]
    public void MeanGain_ModelThatSaysNothing_CountsTiesAgainstTheLabel() =>
        Assert.Equal(0.5, NextItemValidation.MeanGain(new Ascending(scale: 0), [[0, 2]]), 1e-4);

    [Fact]
    public void MeanGain_SeveralSequences_IsTheMean() =>
        Assert.Equal(0.75, NextItemValidation.MeanGain(new Ascending(), [[0, 2], [1, 0]]), 1e-4);

    // Three items, the higher the better, for everybody.
    private sealed class Ascending(float scale = 1) : IEmbeddingModel
    {
        private readonly float[] _vectors = [0, 1, 2];

        public string Kind => "ascending";

        public int Dimensions => 1;

        public int ItemCount => _vectors.Length;

        public ReadOnlySpan<float> ItemVector(int item) => _vectors.AsSpan(item, 1);

        public void EmbedUser(ReadOnlySpan<int> history, Span<float> destination) => destination[0] = scale;
    }
}
