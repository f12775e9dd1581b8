using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>
/// What a user's interactions say: history, seen set, interest in categories, dismissals, embedding. Pure; moved by one
/// row of the interaction log at a time, in order.
/// </summary>
internal sealed class UserTaste
{
    /// <summary>Purchases and ratings that are remembered.</summary>
    public const int DeedsMax = 12;

    private readonly Dictionary<string, InteractionKind> _kinds = new(StringComparer.Ordinal);
    private readonly UserHistory<string> _history;
    private readonly CategoryAffinity _affinity;
    private readonly Dismissals _dismissals;
    private readonly float[] _embedding;
    private ImmutableArray<RecentItem>? _recent;
    private ImmutableArray<TasteDeed> _deeds;

    public UserTaste(TasteSnapshot? snapshot = null)
    {
        _history = snapshot is null ? new UserHistory<string>() : new UserHistory<string>(snapshot.History);
        _affinity = snapshot is null ? new CategoryAffinity() : new CategoryAffinity(snapshot.Affinity);
        _dismissals = snapshot?.Dismissals is { } stored ? new Dismissals(stored) : new Dismissals();
        _embedding = new float[Embedding.Dimensions];
        snapshot?.Embedding.CopyTo(_embedding, 0);
        Offset = snapshot?.Offset ?? 0;
        _deeds = [.. snapshot?.Deeds ?? []];
    }

    /// <summary>A taste of which nothing is known, that begins after a row of the log.</summary>
    public static UserTaste After(long offset) => new() { Offset = offset };

    /// <summary>The last row of the log that is in.</summary>
    public long Offset { get; private set; }

    public CategoryAffinity Affinity => _affinity;

    public ReadOnlyMemory<float> Vector => _embedding;

    public ReadOnlySpan<HistoryEntry<string>> Recent => _history.Recent;

    /// <summary>What the user bought and rated last, newest first.</summary>
    public ImmutableArray<TasteDeed> Deeds => _deeds;

    /// <summary>What the user dismissed last, newest first.</summary>
    public IReadOnlyList<Dismissal> Dismissals => _dismissals.Recent;

    /// <summary>Touched or dismissed: not to be suggested.</summary>
    public bool HasSeen(string productId) => _history.HasSeen(productId) || _dismissals.Contains(productId);

    /// <summary>Applies one row; answers what it means for the products.</summary>
    public TasteChange Apply(long offset, Interaction interaction, string category, ReadOnlySpan<float> productEmbedding)
    {
        Offset = offset;
        _recent = null;
        if (interaction.Kind == InteractionKind.Dismiss)
        {
            _history.MarkSeen(interaction.ProductId);
            _dismissals.Dismiss(interaction.ProductId, category, interaction.At);
            return TasteChange.None;
        }

        var weight = InteractionWeights.Of(interaction.Kind);
        var ties = TasteTies.Of(_history, interaction.ProductId, weight);
        var isFirst = _history.Record(interaction.ProductId, weight, interaction.At);
        _dismissals.Engage(interaction.ProductId, category);
        RememberKind(interaction);
        RememberDeed(interaction);
        if (category.Length > 0)
        {
            _affinity.Record(category, weight);
        }

        Embedding.MoveTowards(_embedding, productEmbedding, Embedding.UserRate * weight);
        return new TasteChange(isFirst, ties);
    }

    /// <summary>What was touched last, newest first; what followers see.</summary>
    public ImmutableArray<RecentItem> ListRecent(int limit)
    {
        var recent = _recent ??= DescribeRecent();
        return recent.Length <= limit ? recent : recent[..limit];
    }

    /// <summary>What the user likes, in few words.</summary>
    public TasteGlance Glance() => new(
        [.. _embedding],
        [.. ListRecent(int.MaxValue).Where(static item => IsLiking(item.Kind)).Select(static item => item.ProductId)]);

    public TasteSnapshot Export() => new(
        Offset, _history.Export(), _affinity.Export(), [.. _embedding], _dismissals.Export(), [.. _deeds]);

    private static bool IsLiking(InteractionKind kind) =>
        kind is InteractionKind.Like or InteractionKind.Share or InteractionKind.Cart or InteractionKind.Purchase;

    // Kinds are only told to people and may be forgotten with the activation.
    private void RememberKind(Interaction interaction)
    {
        _kinds[interaction.ProductId] = interaction.Kind;
        if (_kinds.Count > 4 * UserHistory<string>.DefaultRecentMax)
        {
            _kinds.Clear();
        }
    }

    private void RememberDeed(Interaction interaction)
    {
        if (interaction.Kind is InteractionKind.Purchase or InteractionKind.Rating)
        {
            var others = _deeds.Where(deed => deed.ProductId != interaction.ProductId || deed.Kind != interaction.Kind);
            _deeds = [new TasteDeed(interaction.ProductId, interaction.Kind, interaction.At), .. others.Take(DeedsMax - 1)];
        }
    }

    private ImmutableArray<RecentItem> DescribeRecent()
    {
        var items = ImmutableArray.CreateBuilder<RecentItem>(_history.Recent.Length);
        foreach (var entry in _history.Recent)
        {
            var kind = _kinds.GetValueOrDefault(entry.Item, InteractionKind.View);
            items.Add(new RecentItem(entry.Item, kind, entry.At));
        }

        return items.MoveToImmutable();
    }
}

/// <summary>What one row means beyond the user.</summary>
internal sealed record TasteChange(bool IsFirst, ImmutableArray<ProductTie> Ties)
{
    public static TasteChange None { get; } = new(IsFirst: false, []);
}
