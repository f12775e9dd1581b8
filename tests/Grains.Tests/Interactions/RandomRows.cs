using System.Collections.Immutable;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Tests.Interactions;

/// <summary>Rows of one partition as their users' grains would tell of them.</summary>
internal static class RandomRows
{
    public const int Partition = 5;

    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static InteractionRecorded[] Make(Random random, int count, int products = 8) =>
        [.. Enumerable.Range(1, count).Select(sequence => Row(random, sequence, products))];

    public static Interaction Interaction(Random random, int number, int products, bool isDismissal = false) => new(
        $"e-{number}",
        $"p-{random.Next(products)}",
        isDismissal ? InteractionKind.Dismiss : (InteractionKind)random.Next(1, 8),
        Now.AddSeconds(number),
        random.Next(3) == 0 ? $"r-{random.Next(2)}" : null);

    private static InteractionRecorded Row(Random random, int sequence, int products)
    {
        var interaction = Interaction(random, sequence, products, random.Next(10) == 0);
        var isFirst = interaction.Kind != InteractionKind.Dismiss && random.Next(2) == 0;
        return new InteractionRecorded(
            Partition,
            sequence,
            sequence,
            $"u-{random.Next(5)}",
            interaction,
            $"category-{random.Next(2)}",
            isFirst,
            isFirst ? Ties(random, interaction.ProductId, products) : [],
            random.Next(4) == 0 ? [] : Vector(random));
    }

    private static ImmutableArray<ProductTie> Ties(Random random, string productId, int products) =>
    [
        .. Enumerable.Range(0, products)
            .Select(number => $"p-{number}")
            .Where(id => id != productId && random.Next(2) == 0)
            .Select(id => new ProductTie(id, 0.1f + random.NextSingle())),
    ];

    public static ImmutableArray<float> Vector(Random random)
    {
        var vector = new float[Embedding.Dimensions];
        for (var dimension = 0; dimension < vector.Length; dimension++)
        {
            vector[dimension] = random.NextSingle() - 0.5f;
        }

        Embedding.Normalise(vector);
        return [.. vector];
    }
}
