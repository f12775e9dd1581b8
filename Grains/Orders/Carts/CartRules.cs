using SocialCommerce.Grains.Interfaces.Orders.Carts;

namespace SocialCommerce.Grains.Orders.Carts;

/// <summary>What may become of a cart. Every change counts its version.</summary>
internal static class CartRules
{
    /// <summary>Orders that a cart remembers to have taken out: many more than can be under way.</summary>
    public const int OrderedMax = 100;

    /// <summary>Looking at a guest's cart is written down this often at most.</summary>
    private static readonly TimeSpan TouchPeriod = TimeSpan.FromDays(1);

    public static (CartState Next, CartOutcome Outcome) Open(CartState state, OpenGuestCart command, DateTimeOffset now) =>
        state.Guest is { } guest
            ? (state, guest.SecretHash == command.SecretHash ? CartOutcome.Done : CartOutcome.NotFound)
            : (state with { Guest = new GuestCart(command.SecretHash, now), Version = 1 }, CartOutcome.Done);

    /// <summary>Whether the caller may look into the cart; of a guest's, whether it is still there.</summary>
    public static CartOutcome Enter(CartState state, bool isGuest, string? secretHash, DateTimeOffset now) =>
        !isGuest || (state.Guest is { } guest && guest.SecretHash == secretHash && !IsOver(state, now)) ? CartOutcome.Done : CartOutcome.NotFound;

    /// <summary>The same, for who wants to change it.</summary>
    public static CartOutcome EnterToChange(CartState state, bool isGuest, string? secretHash, DateTimeOffset now) =>
        Enter(state, isGuest, secretHash, now) is not CartOutcome.Done and var refused ? refused
            : state.Guest is { HandedTo: not null } ? CartOutcome.HandedOver
            : CartOutcome.Done;

    public static (CartState Next, CartOutcome Outcome) Set(CartState state, SetCartItem command, CartOffer offer, DateTimeOffset now)
    {
        if (IsStale(state, command.ExpectedVersion))
        {
            return (state, CartOutcome.Stale);
        }

        var existing = Find(state, command.ProductId);
        var changed = existing is null ? null : existing with { Quantity = command.Quantity, RoomId = command.RoomId, DealId = command.DealId };

        // Fewer of what is there, as it is there, is fine whatever became of it.
        var isLess = changed is not null && changed.Quantity <= existing!.Quantity && changed.DealId == existing.DealId;
        if (!isLess && offer.Check(command.DealId) is not CartOutcome.Done and var refused)
        {
            return (state, refused);
        }

        if (changed is not null)
        {
            return (changed == existing ? state : Change(state, state.Entries.Replace(existing!, changed)), CartOutcome.Done);
        }

        return state.Entries.Length >= CartLimits.LinesMax
            ? (state, CartOutcome.TooMany)
            : (Change(state, state.Entries.Add(new CartEntry(
                command.ProductId, command.Quantity, offer.Card!.Price, offer.Card.PriceVersion, command.RoomId, command.DealId, now))), CartOutcome.Done);
    }

    /// <summary>Removing what is not there is done: whoever repeats it finds it so.</summary>
    public static (CartState Next, CartOutcome Outcome) Remove(CartState state, RemoveCartItem command) =>
        IsStale(state, command.ExpectedVersion) ? (state, CartOutcome.Stale)
        : Find(state, command.ProductId) is { } entry ? (Change(state, state.Entries.Remove(entry)), CartOutcome.Done)
        : (state, CartOutcome.Done);

    public static (CartState Next, CartOutcome Outcome) Acknowledge(CartState state, AcknowledgePrice command, CartOffer offer)
    {
        if (Find(state, command.ProductId) is not { } entry)
        {
            return (state, CartOutcome.NotFound);
        }

        if (offer.Card is not { } card || card.PriceVersion != command.PriceVersion)
        {
            return (state, CartOutcome.Stale);
        }

        return entry.SeenPriceVersion == card.PriceVersion
            ? (state, CartOutcome.Done)
            : (Change(state, state.Entries.Replace(entry, entry with { SeenPrice = card.Price, SeenPriceVersion = card.PriceVersion })), CartOutcome.Done);
    }

    /// <summary>Freezes a guest's cart for one user; to another it is as if there were none.</summary>
    public static (CartState Next, CartOutcome Outcome) HandOver(CartState state, HandOverCart command, DateTimeOffset now)
    {
        if (Enter(state, isGuest: true, command.SecretHash, now) != CartOutcome.Done
            || (state.Guest!.HandedTo is { } other && other != command.UserId))
        {
            return (state, CartOutcome.NotFound);
        }

        return state.Guest.HandedTo is not null
            ? (state, CartOutcome.Done)
            : (state with { Guest = state.Guest with { HandedTo = command.UserId }, Version = state.Version + 1 }, CartOutcome.Done);
    }

    public static CartState EndHandover(CartState state, string userId) =>
        state.Guest?.HandedTo == userId && !state.Entries.IsEmpty ? Change(state, []) : state;

    /// <summary>
    /// Takes in what a guest's cart has. Units add up to what a line may have; the newer of two prices seen counts, and the
    /// room and deal of what was put in later. What has no room is left out, the guest's last lines first.
    /// </summary>
    public static CartState Merge(CartState state, string cartId, ImmutableArray<CartEntry> entries)
    {
        if (entries.IsEmpty || state.Merging.Contains(cartId))
        {
            return state;
        }

        var merged = state.Entries;
        foreach (var entry in entries)
        {
            if (Find(merged, entry.ProductId) is { } own)
            {
                merged = merged.Replace(own, Combine(own, entry));
            }
            else if (merged.Length < CartLimits.LinesMax)
            {
                merged = merged.Add(entry);
            }
        }

        return Change(state, merged) with { Merging = state.Merging.Add(cartId) };
    }

    /// <summary>The guest's cart is empty for good: that it was taken in need not be remembered any more.</summary>
    public static CartState EndMerge(CartState state, string cartId) =>
        state.Merging.Contains(cartId) ? state with { Merging = state.Merging.Remove(cartId) } : state;

    public static CartState RemoveOrdered(CartState state, RemoveOrdered command)
    {
        if (state.Ordered.Contains(command.OrderId))
        {
            return state;
        }

        var ordered = command.Units
            .GroupBy(static units => units.ProductId, StringComparer.Ordinal)
            .ToDictionary(static units => units.Key, static units => units.Sum(static unit => (long)unit.Quantity), StringComparer.Ordinal);
        var left = state.Entries
            .Select(entry => entry with { Quantity = (int)Math.Max(0, entry.Quantity - ordered.GetValueOrDefault(entry.ProductId)) })
            .Where(static entry => entry.Quantity > 0)
            .ToImmutableArray();
        var remembered = state.Ordered.Add(command.OrderId);
        return (left.SequenceEqual(state.Entries) ? state : Change(state, left)) with
        {
            Ordered = remembered.Length > OrderedMax ? remembered.RemoveAt(0) : remembered,
        };
    }

    /// <summary>Notes that a guest's cart is used, at most once a day.</summary>
    public static CartState Touch(CartState state, DateTimeOffset now) =>
        state.Guest is { } guest && now >= guest.UsedAt + TouchPeriod ? state with { Guest = guest with { UsedAt = now } } : state;

    /// <summary>Whether a guest's cart was left for so long that it is thrown away.</summary>
    public static bool IsOver(CartState state, DateTimeOffset now) =>
        state.Guest is { } guest && now >= guest.UsedAt + CartLimits.GuestKeptFor;

    private static CartEntry Combine(CartEntry own, CartEntry guests)
    {
        var newest = guests.SeenPriceVersion > own.SeenPriceVersion ? guests : own;
        var later = guests.AddedAt > own.AddedAt ? guests : own;
        return own with
        {
            Quantity = Math.Min(own.Quantity + guests.Quantity, CartLimits.QuantityMax),
            SeenPrice = newest.SeenPrice,
            SeenPriceVersion = newest.SeenPriceVersion,
            RoomId = later.RoomId,
            DealId = later.DealId,
        };
    }

    private static bool IsStale(CartState state, long? expected) => expected is { } version && version != state.Version;

    private static CartState Change(CartState state, ImmutableArray<CartEntry> entries) =>
        state with { Entries = entries, Version = state.Version + 1 };

    private static CartEntry? Find(CartState state, string productId) => Find(state.Entries, productId);

    private static CartEntry? Find(ImmutableArray<CartEntry> entries, string productId) =>
        entries.FirstOrDefault(entry => entry.ProductId == productId);
}
