using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class IncrementalFactorsTests
{
    private const int Clusters = 4;
    private const int ItemsPerCluster = 15;
    private const int UserCount = 80;

    private static readonly IncrementalFactorOptions Options = new(Dimensions: 16, UnobservedWeight: 0.05, NeighboursMax: 20);

    [Fact]
    public void Record_OnePassOfEvents_RanksUnseenItemsOfTheOwnTasteFirst()
    {
        var model = Recorded(seed: 1);
        var user = new float[Options.Dimensions];
        for (var cluster = 0; cluster < Clusters; cluster++)
        {
            int[] history = [.. Enumerable.Range(cluster * ItemsPerCluster, 4)];
            model.EmbedUser(history, user);
            var ranked = Enumerable.Range(0, model.ItemCount).Except(history)
                .OrderByDescending(item => TensorPrimitives.Dot(model.ItemVector(item), user)).Take(8);
            Assert.True(ranked.Count(item => item / ItemsPerCluster == cluster) >= 7);
        }
    }

    [Fact]
    public void Record_FirstEventOfANewItem_PlacesItWithItsUser()
    {
        var model = new IncrementalFactors(UserCount, (Clusters * ItemsPerCluster) + 1, Options, seed: 1);
        foreach (var (user, item) in Events())
        {
            model.Record(user, item);
        }

        var newcomer = Clusters * ItemsPerCluster;
        model.Record(user: 0, newcomer);

        var vector = new float[Options.Dimensions];
        model.EmbedUser([0, 1, 2], vector);
        var own = TensorPrimitives.Dot(model.ItemVector(newcomer), vector);
        model.EmbedUser([ItemsPerCluster, ItemsPerCluster + 1, ItemsPerCluster + 2], vector);
        Assert.True(own > 2 * Math.Abs(TensorPrimitives.Dot(model.ItemVector(newcomer), vector)));
    }

    [Fact]
    public void Record_SameEventAgain_ChangesNothing()
    {
        var model = Recorded(seed: 1);
        var before = model.ItemVector(3).ToArray();
        var (user, item) = Events().First(pair => pair.Item == 3);

        model.Record(user, item);

        Assert.Equal(before, model.ItemVector(3).ToArray());
    }

    [Fact]
    public void Record_SameSeed_SameVectorsBitForBit()
    {
        Assert.Equal(Recorded(seed: 2).ItemVector(7).ToArray(), Recorded(seed: 2).ItemVector(7).ToArray());
        Assert.NotEqual(Recorded(seed: 2).ItemVector(7).ToArray(), Recorded(seed: 3).ItemVector(7).ToArray());
    }

    private static IncrementalFactors Recorded(ulong seed)
    {
        var model = new IncrementalFactors(UserCount, Clusters * ItemsPerCluster, Options, seed);
        foreach (var (user, item) in Events())
        {
            model.Record(user, item);
        }

        return model;
    }

    // Users touch ten of the fifteen items of one cluster, shuffled among each other.
    private static (int User, int Item)[] Events()
    {
        var random = new Random(5);
        var events = Enumerable.Range(0, UserCount).SelectMany(user =>
        {
            var own = Enumerable.Range(user % Clusters * ItemsPerCluster, ItemsPerCluster).ToArray();
            random.Shuffle(own);
            return own[..10].Select(item => (User: user, Item: item));
        }).ToArray();
        random.Shuffle(events);
        return events;
    }
}
