using System.Text.Json;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Products;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Common;

/// <summary>What a product and a user take in the store when all their tables are full, with ids as the Api makes them.</summary>
public sealed class StateSizeTests
{
    private const int BytesMax = 8 * 1_024;
    private const int Events = 5_000;

    [Fact]
    public void ProductState_WithFullTables_IsAtMostEightKilobytes()
    {
        var random = new Random(1);
        var (state, _, _) = ProductRules.Create(
            new ProductState(), ProductSamples.Create() with { ImageVector = [.. Enumerable.Repeat(0.5f, 64)] });
        var engagements = new ProductEngagements(state);
        for (var sequence = 1; sequence <= Events; sequence++)
        {
            var other = Id("p", random.Next(2_000));
            var gain = new NeighbourGain(sequence, other, 0.3f + random.NextSingle(), random.Next(1, 10));
            engagements.Apply(new ProductDelta(
                sequence % Partitions.Count, [new ProductEngagement(sequence, InteractionKind.Click, IsFirst: true, Vector(random))], [gain]));
        }

        var full = engagements.Export(state) with { Rooms = [.. Enumerable.Range(0, ProductRules.RoomsMax).Select(room => Id("r", room))] };

        Assert.Equal(ItemNeighbourhood<string>.DefaultCapacity, full.Neighbourhood!.Neighbours.Keys.Length);
        Assert.Equal(ProductEngagements.SuccessorsMax, full.Sequence!.Neighbours.Keys.Length);
        AssertAtMost(JsonSerializer.SerializeToUtf8Bytes(full, GrainJson.Default.ProductState).Length);
    }

    [Fact]
    public void UserState_WithFullTables_IsAtMostEightKilobytes()
    {
        var random = new Random(1);
        var taste = new UserTaste();
        var impressions = new ImpressionMemory();
        for (var offset = 1; offset <= Events; offset++)
        {
            var kind = offset % 10 == 0 ? InteractionKind.Dismiss : InteractionKind.Like;
            var interaction = Shop.Like("u", Id("p", random.Next(20_000))) with { Kind = kind };
            taste.Apply(offset, interaction, $"category {random.Next(60)}", Vector(random).AsSpan());
            impressions.Show(interaction.ProductId, Shop.Now.AddMinutes(offset), Retriever.Similar, isTrial: false);
        }

        var full = new UserState { UserName = "somebody", DisplayName = "Some Body", Taste = taste.Export(), Shown = impressions.Export() };

        Assert.Equal(UserHistory<string>.DefaultRecentMax, full.Taste.History.Packed!.Items.Length);
        Assert.Equal(3 * UserHistory<string>.DefaultSeenMax, full.Taste.History.Packed.Seen.Length);
        Assert.Equal(Dismissals.RecentMax, full.Taste.Dismissals!.Recent.Length);
        AssertAtMost(JsonSerializer.SerializeToUtf8Bytes(full, GrainJson.Default.UserState).Length);
    }

    private static void AssertAtMost(int bytes) => Assert.True(bytes <= BytesMax, $"{bytes} bytes.");

    // A prefix and 32 digits, as NewId makes them.
    private static string Id(string prefix, int number) => $"{prefix}_{number:x32}";

    private static System.Collections.Immutable.ImmutableArray<float> Vector(Random random) =>
        [.. Enumerable.Range(0, Embedding.Dimensions).Select(_ => random.NextSingle() - 0.5f)];
}
