using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>The interests that a user said not to have. Immutable.</summary>
internal sealed class TasteEdits
{
    private readonly ImmutableHashSet<Interest> _removed;

    private TasteEdits(ImmutableHashSet<Interest> removed) => _removed = removed;

    public static TasteEdits None { get; } = new([]);

    public bool IsEmpty => _removed.IsEmpty;

    public static TasteEdits Of(ImmutableArray<RemovedInterest> removed) =>
        removed.IsEmpty ? None : new TasteEdits([.. removed.Select(static entry => entry.Interest)]);

    public bool Hides(InterestKind kind, string name) => _removed.Contains(new Interest(kind, name));

    /// <summary>Whether a product is of what was removed.</summary>
    public bool Hides(ProductCard card) => !IsEmpty
        && (Hides(InterestKind.Product, card.ProductId)
            || Hides(InterestKind.Category, card.Category)
            || Hides(InterestKind.Brand, card.Brand));
}

/// <summary>What a user may change of their own taste. Pure.</summary>
internal static class TasteRules
{
    public static (UserState Next, TasteEditStatus Status) Remove(UserState state, RemovedInterest removed)
    {
        if (state.RemovedInterests.Any(entry => entry.Interest == removed.Interest))
        {
            return (state, TasteEditStatus.Done);
        }

        return state.RemovedInterests.Length >= TasteLimits.RemovedMax
            ? (state, TasteEditStatus.TooMany)
            : (state with { RemovedInterests = [removed, .. state.RemovedInterests] }, TasteEditStatus.Done);
    }

    public static UserState Restore(UserState state, Interest interest)
    {
        var left = state.RemovedInterests.RemoveAll(entry => entry.Interest == interest);
        return left.Length == state.RemovedInterests.Length ? state : state with { RemovedInterests = left };
    }

    /// <summary>
    /// The state of somebody of whom nothing is known. Rows of the log up to where the taste stood are not read again; that
    /// suggestions are not made for the user, if so, and what others may see are settings and stay.
    /// </summary>
    public static UserState Forget(UserState state, long offset, DateTimeOffset now) => state with
    {
        Taste = UserTaste.After(offset).Export(),
        Shown = [],
        RemovedInterests = [],
        ForgottenUpTo = offset,
        ForgottenAt = now,
    };
}
