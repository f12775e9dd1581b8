using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Interactions;

/// <summary>One batch on its way into the log: which items are good, where they came to stand, what is answered.</summary>
internal sealed class Recording
{
    private readonly ImmutableArray<Interaction> _items;
    private readonly IReadOnlyDictionary<string, ProductCard> _cards;
    private readonly InteractionStatus[] _statuses;
    private readonly DateTimeOffset _now;

    public Recording(
        ImmutableArray<Interaction> items, IReadOnlyDictionary<string, ProductCard> cards, DateTimeOffset now)
    {
        _items = items;
        _cards = cards;
        _now = now;
        _statuses = [.. items.Select(item => Judge(item, now))];
    }

    /// <summary>Where the good items stand, in their order.</summary>
    public IReadOnlyList<LogPlace> Places { get; set; } = [];

    public IReadOnlyList<LogEntry> ListEntries(string userId, ImmutableArray<byte> userVector, DateTimeOffset now) =>
        [.. Good().Select(item => new LogEntry(userId, item, _cards[item.ProductId].Category, now, userVector))];

    /// <summary>Moves the taste by the rows that are new, and says what the partition is to be told.</summary>
    public ImmutableArray<InteractionRecorded> ApplyTo(string userId, UserTaste taste, ImmutableArray<byte> userVector)
    {
        var vector = QuantisedVector.Unpack(userVector);
        var recorded = ImmutableArray.CreateBuilder<InteractionRecorded>();
        foreach (var (item, place) in Good().Zip(Places))
        {
            if (!place.IsDuplicate)
            {
                recorded.Add(Apply(userId, taste, item, place, vector));
            }
        }

        return recorded.ToImmutable();
    }

    public RecordResult Answer()
    {
        var places = new Queue<LogPlace>(Places);
        return new RecordResult([.. _statuses.Select(status => status == InteractionStatus.Recorded
            ? Describe(places.Dequeue())
            : new InteractionResult(status))]);
    }

    private InteractionRecorded Apply(
        string userId, UserTaste taste, Interaction item, LogPlace place, ImmutableArray<float> userVector)
    {
        var card = _cards[item.ProductId];
        var change = taste.Apply(place.Offset, item, card.Category, card.Embedding.AsSpan());
        return new InteractionRecorded(
            Partitions.Of(userId), place.Sequence, place.Offset, userId, item, card.Category, change.IsFirst, change.Ties,
            userVector, _now);
    }

    private IEnumerable<Interaction> Good() =>
        _items.Where((_, index) => _statuses[index] == InteractionStatus.Recorded);

    private InteractionStatus Judge(Interaction item, DateTimeOffset now)
    {
        if (InteractionLimits.Check(item).Length > 0 || item.At > now + InteractionLimits.FutureMax)
        {
            return InteractionStatus.Invalid;
        }

        return _cards.ContainsKey(item.ProductId) ? InteractionStatus.Recorded : InteractionStatus.UnknownProduct;
    }

    private static InteractionResult Describe(LogPlace place) => new(
        place.IsDuplicate ? InteractionStatus.Duplicate : InteractionStatus.Recorded, place.Offset);
}
