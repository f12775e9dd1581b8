using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class HeavyHittersTests
{
    private const int Frequent = 20;
    private const int Appearances = 40;
    private const int OneOffs = 20_000;
    private const int Capacity = 100;
    private const int SketchLength = 512;

    [Fact]
    public void Add_AnyStream_StaysBoundedAndNeverExceedsTrueWeight()
    {
        Prop.ForAll<byte[], byte>((keys, size) =>
        {
            var capacity = 2 + (size % 12);
            var table = new HeavyHitters<int>(capacity);
            foreach (var key in keys)
            {
                table.Add(key, 1);
            }

            return table.Count == Math.Min(capacity, keys.Distinct().Count())
                && table.Keys.ToArray().Distinct().Count() == table.Count
                && table.Keys.ToArray().All(key => table.WeightOf(key) <= keys.Count(other => other == key));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Add_FewerKeysThanCapacity_KeepsExactSums()
    {
        Prop.ForAll<byte[]>(keys =>
        {
            var table = new HeavyHitters<int>(256);
            foreach (var key in keys)
            {
                table.Add(key, 0.5f);
            }

            return keys.Distinct().All(key => table.WeightOf(key) == keys.Count(other => other == key) * 0.5f);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(1, SketchLength)]
    [InlineData(2, SketchLength)]
    [InlineData(3, SketchLength)]
    public void Add_FrequentKeysInFloodOfOneOffs_FrequentComeOutOnTop(int seed, int sketchLength)
    {
        var table = new HeavyHitters<int>(Capacity, sketchLength);
        foreach (var key in Flood(seed))
        {
            table.Add(key, 1);
        }

        var best = table.Keys.ToArray().OrderByDescending(table.WeightOf).Take(Frequent);
        Assert.True(best.Count(IsFrequent) >= Frequent * 0.8, $"kept {best.Count(IsFrequent)} of {Frequent}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Add_FrequentKeysInFloodOfOneOffs_WouldBeLostBySpaceSaving(int seed)
    {
        var table = new SpaceSaving(Capacity);
        foreach (var key in Flood(seed))
        {
            table.Add(key, 1);
        }

        Assert.True(table.Best(Frequent).Count(IsFrequent) <= Frequent * 0.4);
    }

    [Theory]
    [InlineData("shuffled")]
    [InlineData("rounds")]
    [InlineData("rare first")]
    [InlineData("frequent first")]
    public void Add_SameEventsInAnyOrderWithSketch_HeaviestAreHeld(string order)
    {
        var table = new HeavyHitters<int>(Capacity, SketchLength);
        foreach (var key in Skewed(order))
        {
            table.Add(key, 1);
        }

        var best = table.Keys.ToArray().OrderByDescending(table.WeightOf).Take(Frequent);
        Assert.True(best.Count(IsFrequent) >= Frequent * 0.85, $"{order}: {best.Count(IsFrequent)} of {Frequent}");
    }

    [Theory]
    [InlineData("shuffled")]
    [InlineData("frequent first")]
    public void Add_SameEventsInTheseOrders_WouldBeLostBySpaceSaving(string order)
    {
        var table = new SpaceSaving(Capacity);
        foreach (var key in Skewed(order))
        {
            table.Add(key, 1);
        }

        Assert.True(table.Best(Frequent).Count(IsFrequent) <= Frequent * 0.4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SketchLength)]
    public void Add_EstablishedKeyThenFlood_Stays(int sketchLength)
    {
        var ours = new HeavyHitters<int>(Capacity, sketchLength);
        var spaceSaving = new SpaceSaving(Capacity);
        for (var appearance = 0; appearance < Appearances; appearance++)
        {
            ours.Add(0, 1);
            spaceSaving.Add(0, 1);
        }

        for (var oneOff = 1; oneOff <= OneOffs; oneOff++)
        {
            ours.Add(oneOff, 1);
            spaceSaving.Add(oneOff, 1);
        }

        Assert.Equal(Appearances, ours.WeightOf(0));
        Assert.Equal(0, spaceSaving.WeightOf(0));
    }

    [Fact]
    public void Scale_WithSketch_ScalesWhatNewcomersHaveGathered()
    {
        var table = new HeavyHitters<int>(2, SketchLength);
        table.Add(1, 10);
        table.Add(2, 10);
        table.Add(3, 8);

        table.Scale(0.5f);
        table.Add(3, 2);

        Assert.Equal((5, 6), (Math.Max(table.WeightOf(1), table.WeightOf(2)), table.WeightOf(3)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SketchLength)]
    public void Export_InTheMiddleOfAStream_ContinuesExactly(int sketchLength)
    {
        var stream = Flood(seed: 7);
        var uninterrupted = new HeavyHitters<int>(Capacity, sketchLength);
        var interrupted = new HeavyHitters<int>(Capacity, sketchLength);
        for (var position = 0; position < stream.Length; position++)
        {
            uninterrupted.Add(stream[position], 1);
            if (position == stream.Length / 2)
            {
                interrupted = new HeavyHitters<int>(interrupted.Export(), Capacity, sketchLength);
            }

            interrupted.Add(stream[position], 1);
        }

        Assert.Equal(uninterrupted.Export().Keys, interrupted.Export().Keys);
        Assert.Equal(uninterrupted.Export().Weights, interrupted.Export().Weights);
    }

    [Fact]
    public void Import_SmallerCapacity_KeepsTheHeaviest()
    {
        var table = new HeavyHitters<string>(4);
        table.Add("a", 1);
        table.Add("b", 4);
        table.Add("c", 3);
        table.Add("d", 2);

        var smaller = new HeavyHitters<string>(table.Export(), capacity: 2);

        Assert.Equal(["c", "b"], smaller.Keys.ToArray());
    }

    [Fact]
    public void Remove_HeldKey_ForgetsOnlyThatKey()
    {
        var table = new HeavyHitters<string>(3);
        table.Add("a", 1);
        table.Add("b", 2);
        table.Add("c", 3);

        Assert.True(table.Remove("a"));

        Assert.False(table.Remove("a"));
        Assert.Equal((0, 2, 3), (table.WeightOf("a"), table.WeightOf("b"), table.WeightOf("c")));
        Assert.Equal(2, table.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Add_WeightThatIsNotPositiveAndFinite_Throws(float weight)
    {
        var table = new HeavyHitters<int>(2);

        Assert.Throws<ArgumentOutOfRangeException>(() => table.Add(1, weight));
    }

    private static bool IsFrequent(int key) => key < Frequent;

    // Key k of the frequent ones comes 60 − k times, 2,000 others come once to six times.
    private static int[] Skewed(string order)
    {
        var counts = Enumerable.Range(0, 2_000 + Frequent).Select(key => IsFrequent(key) ? 60 - key : 1 + (key % 6)).ToArray();
        var all = counts.SelectMany((count, key) => Enumerable.Range(0, count).Select(round => (Key: key, Round: round)));
        var stream = order switch
        {
            "rounds" => all.OrderBy(entry => entry.Round),
            "rare first" => all.OrderBy(entry => counts[entry.Key]),
            _ => all.OrderByDescending(entry => counts[entry.Key]),
        };
        int[] keys = [.. stream.Select(entry => entry.Key)];
        if (order == "shuffled")
        {
            new Random(4).Shuffle(keys);
        }

        return keys;
    }

    private static int[] Flood(int seed)
    {
        var stream = Enumerable.Range(Frequent, OneOffs)
            .Concat(Enumerable.Range(0, Frequent * Appearances).Select(position => position % Frequent))
            .ToArray();
        new Random(seed).Shuffle(stream);
        return stream;
    }
}
