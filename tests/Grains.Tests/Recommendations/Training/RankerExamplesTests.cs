using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

public sealed class RankerExamplesTests
{
    [Fact]
    public void Describe_SeveralOutcomes_TheStrongestIsTheLabel()
    {
        var example = RankerExamples.Describe(Shown(
            1, Outcome("p-0", InteractionKind.View), Outcome("p-2", InteractionKind.Purchase), Outcome("p-1", InteractionKind.Click)))!;

        Assert.Equal(2, example.Label);
        Assert.Equal(3 * CandidateFeatures.Count, example.Rows.Length);
        Assert.Equal(0, example.Rows[CandidateFeatures.Place]);
        Assert.Equal(CandidateFeatures.PlaceOf(2), example.Rows[(2 * CandidateFeatures.Count) + CandidateFeatures.Place]);
    }

    [Fact]
    public void Describe_NothingTaken_OrDismissed_OrAnotherProduct_IsNoExample()
    {
        Assert.Null(RankerExamples.Describe(Shown(1)));
        Assert.Null(RankerExamples.Describe(Shown(1, Outcome("p-0", InteractionKind.Dismiss))));
        Assert.Null(RankerExamples.Describe(Shown(1, Outcome("elsewhere", InteractionKind.Click))));
    }

    [Fact]
    public async Task Read_MoreThanWanted_KeepsTheNewest()
    {
        var log = new ListedImpressions([.. Enumerable.Range(1, 1_200).Select(number => Shown(number, Outcome($"p-{number % 3}", InteractionKind.Click)))]);

        var examples = await RankerExamples.ReadAsync(log, 100, () => Task.CompletedTask, default);

        Assert.Equal(100, examples.Count);
        Assert.Equal(1_200 % 3, examples[^1].Label);
        Assert.Equal(1_101 % 3, examples[0].Label);
    }

    [Fact]
    public void TrainedRanker_OfOtherFeatures_IsRefused()
    {
        var random = new Random(1);
        List<RankerExample> examples = [.. Enumerable.Range(0, 100).Select(_ =>
        {
            var rows = Enumerable.Range(0, 10).Select(_ => random.NextSingle()).ToArray();
            return new RankerExample(rows, rows[1] > rows[3] ? 0 : 1);
        })];
        var network = new RankerTrainer(inputs: 2, baselineInput: 0).Train([.. examples.Select(example => example with { Rows = example.Rows[..4] })], seed: 1).Network!;

        Assert.Throws<InvalidDataException>(() => new TrainedRanker("m1", network));
    }

    [Fact]
    public void Items_PackedAndUnpacked_KeepEveryFeature()
    {
        var random = new Random(2);
        var features = Enumerable.Range(0, CandidateFeatures.Count).Select(_ => random.NextSingle() - 0.5f).ToArray();
        features[3] = 0;

        var read = ImpressionItems.Unpack(ImpressionItems.Pack([new ImpressionItem("p-1", 1, Retriever.Similar, IsTrial: true, features)]));

        var kept = Assert.Single(read).Features.ToArray();
        Assert.Equal(features.Length, kept.Length);
        Assert.All(features.Zip(kept), pair => Assert.InRange(pair.Second, pair.First - 0.003f, pair.First + 0.003f));
    }

    private static LoggedImpression Shown(long number, params ImpressionOutcome[] outcomes) => new(
        number,
        new Impression(
            $"i-{number}", "ann", default, null, "incremental-2", "default", 1,
            [.. Enumerable.Range(0, 3).Select(item => new ImpressionItem(
                $"p-{item}", 1, Retriever.Similar, IsTrial: false, new float[CandidateFeatures.Count]))]),
        [.. outcomes]);

    private static ImpressionOutcome Outcome(string productId, InteractionKind kind) => new(productId, kind, null, default);
}
