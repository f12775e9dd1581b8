namespace SocialCommerce.Grains.Interfaces.Operations;

/// <summary>
/// Which grains operators may look into. A type that is not listed is hidden, so that a new one does not show what its author
/// never thought of: its key may be a name or a secret, and its state is not shown. Carts are hidden because a guest's is opened
/// by its id alone.
/// </summary>
public static class GrainPrivacy
{
    /// <summary>Named by opaque ids of the shop or by words of the program.</summary>
    private static readonly ImmutableHashSet<string> Shown =
    [
        "user", "product", "room", "interactionpartition", "trend", "catalogue", "lobby", "exploration", "model", "roompresence",
        "recommendationinsight", "recommendationaudit", "order", "orderdesk", "ordersweeper", "stock", "stockshard", "stockalerts",
        "quote", "promotions", "paymentdoor", "voucherwallet", "deal", "voucher", "roomoffers", "pinadvice", "poll", "roompolls", "questions", "giveaway",
        "roomgiveaways", "moderation", "replay", "video", "reviews", "reviewlist", "shoprating", "webhook", "groupbuy", "groupdesk",
        "groupmember", "groupoffer", "experiment", "experimentdirectory", "experimentledger", "operations",
        "roomfigures", "sellercatalogue",
    ];

    public static bool IsKeyShown(string grainType) => Shown.Contains(grainType);
}
