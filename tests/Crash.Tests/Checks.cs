using SocialCommerce.Client;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Products;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Crash.Tests;

/// <summary>What must be true after a kill.</summary>
internal static class Checks
{
    private const int CommentsRepeatedMax = 50;
    private const int BatchMax = 100;

    /// <summary>In the store as the killed process left it: all that was acknowledged, once; no sequence with a hole.</summary>
    public static void Store(ILoggedStore store, Shop shop, Ledger ledger)
    {
        Assert.Empty(store.ListBrokenSequences());
        var logged = store.ReadInteractions().ToLookup(row => (row.UserId, row.EventId));
        Assert.All(logged, rows => Assert.Single(rows));
        Assert.All(
            ledger.Interactions.Where(tried => tried.Offset is not null),
            tried => Assert.Equal(tried.Offset, Assert.Single(logged[(tried.UserId, tried.Interaction.EventId!)]).Offset));
        var said = store.ReadComments(shop.RoomId).ToLookup(comment => (comment.UserId, comment.ClientId));
        Assert.All(said, comments => Assert.Single(comments));
        Assert.All(
            ledger.Comments.Where(tried => tried.Id is not null),
            tried => Assert.Equal((tried.Id, tried.Seq), Place(Assert.Single(said[(tried.UserId, tried.ClientId)]))));
    }

    /// <summary>What was acknowledged is known again under its id, and what was not is settled by asking once more.</summary>
    public static async Task RepeatAsync(Shopper shopper, Ledger ledger, int skipInteractions)
    {
        var userId = shopper.Client.Tokens!.UserId;
        foreach (var batch in ledger.Interactions.Skip(skipInteractions).Where(tried => tried.UserId == userId).Chunk(BatchMax))
        {
            await RepeatAsync(shopper.Client, batch);
        }

        await using var live = await shopper.EnterAsync();
        var comments = ledger.Comments.Where(tried => tried.UserId == userId).ToList();
        foreach (var unknown in comments.Where(tried => tried.Id is null))
        {
            await shopper.CommentAsync(live, unknown);
        }

        foreach (var known in comments.TakeLast(CommentsRepeatedMax))
        {
            var again = await shopper.CommentAsync(live, new TriedComment(userId, known.ClientId, known.Text));
            Assert.Equal((known.Id, known.Seq), (again.Id, again.Seq));
        }
    }

    /// <summary>The counters of every product are those of the log, once the partitions have caught up.</summary>
    public static async Task CountersAsync(SocialCommerceClient client, Shop shop, Ledger ledger)
    {
        var expected = ledger.Interactions.ToLookup(tried => tried.Interaction.ProductId, tried => tried.Interaction.Kind);
        foreach (var productId in shop.ProductIds)
        {
            var counters = CountersOf(expected[productId]);
            var shown = await Eventually.GetAsync(
                async () => (await client.GetProductAsync(productId)).Counters, current => current == counters);
            Assert.Equal(counters, shown);
        }
    }

    /// <summary>Every comment was shown, once, in order.</summary>
    public static async Task WitnessAsync(Witness witness, Ledger ledger)
    {
        var missing = await Eventually.GetAsync(
            () => Task.FromResult(ledger.Comments.Count(tried => witness.CountOf(tried.Id!) == 0)), count => count == 0);
        Assert.Equal(0, missing);
        Assert.All(ledger.Comments, tried => Assert.Equal(1, witness.CountOf(tried.Id!)));
        Assert.Empty(witness.Mistakes);
    }

    public static async Task SuggestionsAsync(SocialCommerceClient client)
    {
        var suggestions = await client.GetSuggestionsAsync(limit: 10);
        Assert.NotEmpty(suggestions.Items);
        Assert.All(suggestions.Items, item => Assert.NotEmpty(item.Reasons));
    }

    private static async Task RepeatAsync(SocialCommerceClient client, IReadOnlyList<TriedInteraction> batch)
    {
        var results = await client.TrackAsync([.. batch.Select(tried => tried.Interaction)]);
        foreach (var (tried, result) in batch.Zip(results))
        {
            if (tried.Offset is { } offset)
            {
                Assert.Equal(new InteractionResult("duplicate", offset), result);
            }

            Assert.True(result.Status is "recorded" or "duplicate", result.Status);
            tried.Offset = result.Offset;
        }
    }

    private static ProductCounters CountersOf(IEnumerable<InteractionKind> kinds)
    {
        var counts = kinds.CountBy(kind => kind).ToDictionary(entry => entry.Key, entry => (long)entry.Value);
        return new ProductCounters(
            Of(InteractionKind.View), Of(InteractionKind.Click), Of(InteractionKind.Like), Of(InteractionKind.Share),
            Of(InteractionKind.Cart), Of(InteractionKind.Purchase), Of(InteractionKind.Rating), Of(InteractionKind.Dismiss));

        long Of(InteractionKind kind) => counts.GetValueOrDefault(kind);
    }

    private static (string? Id, long Seq) Place(LoggedComment comment) => (comment.CommentId, comment.Sequence);
}
