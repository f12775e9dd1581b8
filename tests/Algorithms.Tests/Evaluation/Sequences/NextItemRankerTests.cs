using SocialCommerce.Algorithms.Evaluation;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Evaluation.Sequences;

public sealed class NextItemRankerTests
{
    private const int ItemCount = 10;
    private static readonly NextItemCase[] Cases = [.. Enumerable.Range(0, ItemCount).Select(item => new NextItemCase([item], (item + 1) % ItemCount))];

    [Fact]
    public void Fit_OneSourceKnowsAndTheOtherGuesses_SwitchesTheGuessingOff()
    {
        var ranker = new NextItemRanker(ItemCount, [new Fixed(step: 3), new Fixed(step: 1)], excludeHistory: false);

        var fit = ranker.Fit(Cases, k: 5);

        Assert.Equal(0, fit.Blend.Weights[0]);
        Assert.Equal(1, fit.Value);
    }

    [Fact]
    public void Fit_EachSourceKnowsHalf_BlendIsBetterThanEither()
    {
        var ranker = new NextItemRanker(
            ItemCount, [new Fixed(step: 1, knows: item => item < 5), new Fixed(step: 1, knows: item => item >= 5)], excludeHistory: false);

        var fit = ranker.Fit(Cases, k: 5);

        Assert.Equal(1, fit.Value);
        Assert.All(fit.Alone, alone => Assert.InRange(alone, 0.4, 0.6));
    }

    [Fact]
    public void Score_BlendOfOneSource_IsThatSource()
    {
        var ranker = new NextItemRanker(ItemCount, [new Fixed(step: 1), new Fixed(step: 2)], excludeHistory: false);
        var scores = new ScoreAccumulator(ItemCount);

        ranker.Score([4], new ScoreBlend(0, 0.3f), scores);

        Assert.Equal(6, Assert.Single(scores.Top(5)).Key);
    }

    [Fact]
    public void Fit_ItemsOfTheHistory_AreNotRankedWhereExcluded()
    {
        NextItemCase[] cases = [new NextItemCase([1, 2], 5)];
        var sources = new INextItemSource[] { new Several(1, 2, 5), new Several(2, 1, 5) };

        Assert.Equal(1, new NextItemRanker(ItemCount, sources, excludeHistory: true).Fit(cases, k: 5).Value);
        Assert.Equal(0.5, new NextItemRanker(ItemCount, sources, excludeHistory: false).Fit(cases, k: 5).Value, 1e-6);
    }

    // Says that the item so many steps after the last one comes next.
    private sealed class Fixed(int step, Func<int, bool>? knows = null) : INextItemSource
    {
        public string Name => "fixed";

        public void Score(ReadOnlySpan<int> prefix, ScoreAccumulator scores)
        {
            if (knows is null || knows(prefix[^1]))
            {
                scores.Add((prefix[^1] + step) % ItemCount, 1);
            }
        }
    }

    // Always the same list, best first.
    private sealed class Several(params int[] items) : INextItemSource
    {
        public string Name => "several";

        public void Score(ReadOnlySpan<int> prefix, ScoreAccumulator scores)
        {
            for (var place = 0; place < items.Length; place++)
            {
                scores.Add(items[place], items.Length - place);
            }
        }
    }
}
