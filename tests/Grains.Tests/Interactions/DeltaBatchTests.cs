using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Tests.Interactions;

public sealed class DeltaBatchTests
{
    [Fact]
    public void Add_OneRow_TellsTheProductItsTiesItsTrendsAndItsRoom()
    {
        var interaction = new Interaction("e-1", "p-1", InteractionKind.Like, RandomRows.Now, "r-1");
        var batch = new DeltaBatch(5);
        batch.Add(new InteractionRecorded(5, 9, 99, "u-1", interaction, "hats", true, [new("p-2", 0.5f)], [1f]));

        var products = batch.Products.ToDictionary();
        Assert.Equal(["p-1", "p-2"], products.Keys.Order());
        Assert.Equal((9L, InteractionKind.Like, true), products["p-1"].Engagements.Select(e => (e.Sequence, e.Kind, e.IsFirst)).Single());
        Assert.Equal(new(9, "p-2", 0.5f), products["p-1"].Gains.Single());
        Assert.Empty(products["p-2"].Engagements);
        Assert.Equal(new(9, "p-1", 0.5f), products["p-2"].Gains.Single());
        var hit = new TrendHit(9, "p-1", InteractionWeights.Of(InteractionKind.Like), RandomRows.Now);
        Assert.Equal([ITrendGrain.All, "hats"], batch.Trends.Select(trend => trend.Key).Order());
        Assert.All(batch.Trends, trend => Assert.Equal(hit, trend.Value.Hits.Single()));
        Assert.Equal(("r-1", hit), batch.Rooms.Select(room => (room.Key, room.Value.Hits.Single())).Single());
    }

    [Fact]
    public void Add_ADismissal_CountsForNoTrend()
    {
        var interaction = new Interaction("e-1", "p-1", InteractionKind.Dismiss, RandomRows.Now, "r-1");
        var batch = new DeltaBatch(5);
        batch.Add(new InteractionRecorded(5, 1, 1, "u-1", interaction, "hats", false, [], []));

        Assert.Equal(InteractionKind.Dismiss, batch.Products.Single().Value.Engagements.Single().Kind);
        Assert.Empty(batch.Trends);
        Assert.Empty(batch.Rooms);
    }

    [Fact]
    public void Add_AViralProduct_IsOneDelta()
    {
        var batch = new DeltaBatch(5);
        foreach (var row in RandomRows.Make(new Random(1), 1_000, products: 1))
        {
            batch.Add(row);
        }

        Assert.Equal(1_000, batch.Products.Single().Value.Engagements.Length);
    }

    /// <summary>However a partition groups its rows into windows, the targets end up the same to the last bit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Apply_AnyGrouping_EqualsOneByOne(int seed)
    {
        var random = new Random(seed);
        var rows = RandomRows.Make(random, 400);
        var single = new DerivedStates();
        var grouped = new DerivedStates();
        foreach (var row in rows)
        {
            single.Apply([row]);
        }

        for (var start = 0; start < rows.Length;)
        {
            var length = random.Next(1, 60);
            grouped.Apply(rows.Skip(start).Take(length));
            start += length;
        }

        Assert.Equal(single.Describe(), grouped.Describe());
    }

    /// <summary>A partition that restarts tells rows again, in other windows; what a target has it ignores.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Apply_RowsToldAgainInAnyGrouping_CountOnce(int seed)
    {
        var random = new Random(seed);
        var rows = RandomRows.Make(random, 400);
        var once = new DerivedStates();
        once.Apply(rows);
        var again = new DerivedStates();
        for (var applied = 0; applied < rows.Length;)
        {
            var start = random.Next(0, applied + 1);
            var end = Math.Min(rows.Length, start + random.Next(1, 80));
            again.Apply(rows[start..end]);
            applied = Math.Max(applied, end);
        }

        Assert.Equal(once.Describe(), again.Describe());
        var engaged = rows.Where(row => row.Interaction.ProductId == "p-1").ToList();
        Assert.Equal(engaged.Count(row => row.Interaction.Kind == InteractionKind.View), again.ProductOf("p-1").Counters.Views);
        Assert.Equal(engaged.Count(row => row.IsFirst), again.ProductOf("p-1").Degree);
    }
}
