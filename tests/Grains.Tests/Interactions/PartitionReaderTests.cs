using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Interactions;

/// <summary>What is read from the log has to be what the users' own grains told: otherwise a crash changes suggestions.</summary>
public sealed class PartitionReaderTests
{
    private readonly MemoryInteractionLog _log = new();

    [Theory]
    [InlineData(1, 300, 40)]
    [InlineData(2, 300, 8)]
    [InlineData(3, 1_000, 200)]
    public async Task ReadAsync_AnyHistories_MakesTheTiesThatTheUsersMade(int seed, int rows, int products)
    {
        var random = new Random(seed);
        var told = Record(random, ["u-1", "u-2", "u-3", "u-4"], rows, products);

        foreach (var partition in told.GroupBy(row => row.Partition))
        {
            var after = random.Next(0, partition.Count());
            var read = await ReadAllAsync(partition.Key, after, random);
            Assert.Equal(partition.Skip(after).Select(Describe), read.Select(Describe));
        }
    }

    [Fact]
    public async Task ReadAsync_OfAUserWithAVeryLongHistory_StillKnowsItsFirstRows()
    {
        var random = new Random(7);
        var told = Record(random, ["u-1"], 2_600, products: 60);
        told.AddRange(Record(random, ["u-1"], 100, products: 2_500, start: 2_600, tasteOf: told));

        var read = await ReadAllAsync(Partitions.Of("u-1"), 2_590, random);

        Assert.Equal(told.Skip(2_590).Select(Describe), read.Select(Describe));
        Assert.Contains(read, row => row.IsFirst);
        Assert.Contains(read, row => !row.IsFirst);
    }

    private static (long, long, string, Interaction, string, bool, string, string) Describe(InteractionRecorded row) => (
        row.Sequence, row.Offset, row.UserId, row.Interaction, row.Category, row.IsFirst, string.Join(' ', row.Ties),
        string.Join(' ', row.UserEmbedding));

    // Records rows as user grains do, a taste per user that follows the log.
    private List<InteractionRecorded> Record(
        Random random, string[] users, int rows, int products, int start = 0, List<InteractionRecorded>? tasteOf = null)
    {
        var tastes = users.ToDictionary(user => user, _ => new UserTaste());
        foreach (var earlier in tasteOf ?? [])
        {
            tastes[earlier.UserId].Apply(earlier.Offset, earlier.Interaction, earlier.Category, []);
        }

        var told = new List<InteractionRecorded>();
        for (var number = start; number < start + rows; number++)
        {
            var user = users[random.Next(users.Length)];
            var interaction = RandomRows.Interaction(random, number, products, random.Next(10) == 0);
            var row = _log.Append(user, interaction, QuantisedVector.Pack(tastes[user].Vector.Span));
            var change = tastes[user].Apply(row.Offset, row.Interaction, row.Category, RandomRows.Vector(random).AsSpan());
            told.Add(new InteractionRecorded(
                row.Partition, row.Sequence, row.Offset, user, row.Interaction, row.Category, change.IsFirst, change.Ties,
                QuantisedVector.Unpack(row.UserVector)));
        }

        return told;
    }

    private async Task<List<InteractionRecorded>> ReadAllAsync(int partition, long after, Random random)
    {
        var reader = new PartitionReader(_log, partition);
        var read = new List<InteractionRecorded>();
        IReadOnlyList<InteractionRecorded> page;
        do
        {
            page = await reader.ReadAsync(after + read.Count, random.Next(1, 100), default);
            read.AddRange(page);
        }
        while (page.Count > 0);

        return read;
    }
}
