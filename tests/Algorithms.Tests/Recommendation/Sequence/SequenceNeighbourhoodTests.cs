using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation.Sequence;

public sealed class SequenceNeighbourhoodTests
{
    private static readonly SequenceTieOptions Options = SequenceTieOptions.Default with { Forgetting = 0 };

    [Fact]
    public void FollowedBy_NearAndFar_NearWeighsMore()
    {
        var product = new SequenceNeighbourhood<string>();

        product.FollowedBy("near", 1, Options);
        product.FollowedBy("far", 4, Options);

        Assert.Equal(1, product.WeightOf("near"));
        Assert.Equal(Math.Pow(4, -Options.GapExponent), product.WeightOf("far"), 1e-6);
    }

    [Fact]
    public void PrecededBy_SameGap_WeighsTheBackwardShare()
    {
        var product = new SequenceNeighbourhood<string>();

        product.FollowedBy("after", 2, Options);
        product.PrecededBy("before", 2, Options);

        Assert.Equal(Options.BackwardShare, product.WeightOf("before") / product.WeightOf("after"), 1e-6);
    }

    [Fact]
    public void CameBack_AgainstAnotherFollowing_WeighsMore()
    {
        var product = new SequenceNeighbourhood<string>();

        product.FollowedBy("other", 2, Options);
        product.CameBack("self", 2, Options);

        Assert.Equal(Options.ReturnWeight, product.WeightOf("self") / product.WeightOf("other"), 1e-5);
    }

    [Fact]
    public void PrecededBy_NoBackwardShare_LearnsNothing()
    {
        var product = new SequenceNeighbourhood<string>();

        product.PrecededBy("before", 1, Options with { BackwardShare = 0 });

        Assert.Equal(0, product.Count);
    }

    [Fact]
    public void FollowedBy_HabitsChange_TheNewOvertakesTheOld()
    {
        var product = new SequenceNeighbourhood<string>();
        var forgetful = Options with { Forgetting = 0.05 };
        for (var time = 0; time < 200; time++)
        {
            product.FollowedBy(time < 150 ? "old" : "new", 1, forgetful);
        }

        Assert.True(product.WeightOf("new") > product.WeightOf("old"));
    }

    [Fact]
    public void Vote_RarerAndNewerSources_SayMore()
    {
        var (rare, common) = (Of(degree: 1), Of(degree: 100));

        Assert.True(VoteOf(rare, placesBack: 0) > VoteOf(common, placesBack: 0));
        Assert.Equal(Options.HistoryDecay, VoteOf(rare, placesBack: 3) / VoteOf(rare, placesBack: 2), 1e-5);

        static SequenceNeighbourhood<string> Of(int degree)
        {
            var product = new SequenceNeighbourhood<string>();
            for (var user = 0; user < degree; user++)
            {
                product.Engage();
            }

            product.FollowedBy("next", 1, Options);
            return product;
        }

        static float VoteOf(SequenceNeighbourhood<string> product, int placesBack)
        {
            var (products, votes) = (new string[1], new float[1]);
            Assert.Equal(1, product.Vote(placesBack, Options, products, votes));
            Assert.Equal("next", products[0]);
            return votes[0];
        }
    }

    [Fact]
    public void Vote_ManyFollowers_StaysWithinTheCapacity()
    {
        var product = new SequenceNeighbourhood<int>();
        for (var other = 0; other < 1_000; other++)
        {
            product.FollowedBy(other, 1, Options);
        }

        Assert.Equal(100, product.Count);
        Assert.Equal(100, product.Vote(0, Options, new int[100], new float[100]));
    }

    [Fact]
    public void Export_AndBack_GoesOnExactlyAlike()
    {
        var random = new Random(3);
        var product = new SequenceNeighbourhood<int>(capacity: 10);
        Live(product, random.GetItems([.. Enumerable.Range(0, 30)], 500));
        var restored = new SequenceNeighbourhood<int>(product.Export(), capacity: 10);
        var later = random.GetItems([.. Enumerable.Range(0, 30)], 500);

        Live(product, later);
        Live(restored, later);

        Assert.Equal(product.Export().Degree, restored.Export().Degree);
        Assert.Equal(product.Export().Neighbours.Keys, restored.Export().Neighbours.Keys);
        Assert.Equal(product.Export().Neighbours.Weights, restored.Export().Neighbours.Weights);

        static void Live(SequenceNeighbourhood<int> product, int[] others)
        {
            foreach (var other in others)
            {
                product.Engage();
                product.FollowedBy(other, (other % 5) + 1, SequenceTieOptions.Default);
                product.PrecededBy(other + 1, (other % 3) + 1, SequenceTieOptions.Default);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void FollowedBy_NoGap_Throws(int gap) => Assert.Throws<ArgumentOutOfRangeException>(() =>
        new SequenceNeighbourhood<int>().FollowedBy(1, gap, Options));
}
