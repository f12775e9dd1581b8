using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Products;

namespace SocialCommerce.Grains.Tests.Products;

public sealed class ProductEngagementsTests
{
    private readonly ProductEngagements _product = new(new ProductState());

    [Fact]
    public void Apply_AGapInWhatWasTold_IsRefusedAndAppliesNothing()
    {
        Assert.True(_product.Apply(Views(5, 0, 3, 4)));

        Assert.False(_product.Apply(Views(5, 6, 7, 8)));

        Assert.Equal(2, _product.Counters.Views);
        Assert.Equal(4, _product.Applied(5));
        Assert.True(_product.Apply(Views(5, 4, 7)));
        Assert.Equal(3, _product.Counters.Views);
    }

    [Fact]
    public void Apply_TwoPartitions_AreCountedApart()
    {
        Assert.True(_product.Apply(Views(5, 0, 1, 2, 3)));
        Assert.True(_product.Apply(Views(6, 0, 1, 2)));

        Assert.Equal(5, _product.Counters.Views);
        Assert.Equal((3L, 2L, 0L), (_product.Applied(5), _product.Applied(6), _product.Applied(7)));
    }

    [Fact]
    public void Apply_NothingNew_LeavesItClean()
    {
        _product.Apply(Views(5, 0, 1));
        Assert.True(_product.IsDirty);
        _product.Export(new ProductState());

        Assert.True(_product.Apply(Views(5, 0, 1)));

        Assert.False(_product.IsDirty);
        Assert.Equal(1, _product.Counters.Views);
    }

    [Fact]
    public void Apply_SeveralPartsOfOneRow_TakesThemAll()
    {
        var delta = new ProductDelta(
            5, [new ProductEngagement(1, InteractionKind.Like, true, [])], [new(1, "p-2", 1f), new(1, "p-3", 2f)]);

        Assert.True(_product.Apply(delta));

        Assert.Equal(
            ["p-3", "p-2"],
            _product.ListNeighbours().OrderByDescending(neighbour => neighbour.Weight).Select(neighbour => neighbour.ProductId));
        Assert.Equal((1, 1L), (_product.Degree, _product.Counters.Likes));
    }

    [Fact]
    public void Apply_AUserNearby_MovesTheEmbeddingTowardsThatUser()
    {
        var user = new float[Embedding.Dimensions];
        user[0] = 1;
        var before = new float[Embedding.Dimensions];
        before[1] = 1;
        var product = new ProductEngagements(new ProductState { Embedding = before });

        product.Apply(new ProductDelta(5, [new ProductEngagement(1, InteractionKind.Purchase, true, [.. user])], []));

        Assert.InRange(product.Vector[0], 0.01f, 0.05f);
        Assert.Equal(1f, Embedding.Cosine(product.Vector.AsSpan(), product.Vector.AsSpan()), 5);
        Assert.Equal(1f, before[1]);
    }

    [Fact]
    public void Export_ThenContinue_IsAsIfItHadNeverStopped()
    {
        var random = new Random(1);
        var whole = new ProductEngagements(new ProductState());
        var stopped = new ProductEngagements(new ProductState());
        for (var sequence = 1; sequence <= 400; sequence++)
        {
            var delta = new ProductDelta(
                5,
                [new ProductEngagement(sequence, InteractionKind.Click, true, [])],
                [new(sequence, $"p-{random.Next(2, 300)}", 0.1f + random.NextSingle())]);
            Assert.True(whole.Apply(delta));
            Assert.True(stopped.Apply(delta));
            stopped = new ProductEngagements(stopped.Export(new ProductState()));
        }

        Assert.Equal(whole.ListNeighbours().AsEnumerable(), stopped.ListNeighbours().AsEnumerable());
        Assert.Equal((400, 400L), (stopped.Degree, stopped.Counters.Clicks));
    }

    private static ProductDelta Views(int partition, long previous, params long[] sequences) => new(
        partition,
        [.. sequences.Select(sequence => new ProductEngagement(sequence, InteractionKind.View, false, []))],
        [],
        previous);
}
