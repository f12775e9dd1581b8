using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Users;

/// <summary>Makes a user's taste from its snapshot and the rows of the log that came after it.</summary>
internal sealed class TasteLoader(IInteractionLog log, IGrainFactory grains)
{
    private const int PageMax = 500;

    public async Task<UserTaste> LoadAsync(string userId, TasteSnapshot? snapshot, CancellationToken cancellationToken)
    {
        var taste = new UserTaste(snapshot);
        IReadOnlyList<LogRow> rows;
        do
        {
            rows = await log.ReadUserTailAsync(userId, taste.Offset, PageMax, cancellationToken);
            var cards = await ProductCards.GetAsync(grains, rows.Select(row => row.Interaction.ProductId), cancellationToken);
            foreach (var row in rows)
            {
                Apply(taste, row, cards);
            }
        }
        while (rows.Count == PageMax);

        return taste;
    }

    private static void Apply(UserTaste taste, LogRow row, IReadOnlyDictionary<string, ProductCard> cards)
    {
        var vector = cards.TryGetValue(row.Interaction.ProductId, out var card) ? card.Embedding : [];
        taste.Apply(row.Offset, row.Interaction, row.Category, vector.AsSpan());
    }
}
