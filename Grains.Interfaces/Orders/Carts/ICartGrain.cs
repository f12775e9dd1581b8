namespace SocialCommerce.Grains.Interfaces.Orders.Carts;

/// <summary>
/// What somebody means to buy. It holds nothing back and promises no price; it remembers the price that was seen. Key: the
/// user id, or for whoever has not signed in <see cref="GuestPrefix"/> and an id that only they know.
/// </summary>
[Alias("sc.ICartGrain")]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>No user id begins like this.</summary>
    const string GuestPrefix = "guest:";

    /// <summary>Opens a guest's cart. Repeating the command is answered like the first time.</summary>
    [Idempotent, Alias("Open")]
    Task<CartOutcome> OpenAsync(OpenGuestCart command, CancellationToken cancellationToken = default);

    /// <summary>The cart with products and prices as they are now. Interleaves: it asks many, and shows what was saved last.</summary>
    [AlwaysInterleave, Idempotent, Alias("Get")]
    Task<CartResult> GetAsync(ReadCart request, CancellationToken cancellationToken = default);

    /// <summary>Puts a product in, or sets how many of it. Only what is to be had can be added.</summary>
    [Idempotent, Alias("SetItem")]
    Task<CartResult> SetItemAsync(SetCartItem command, CancellationToken cancellationToken = default);

    [Idempotent, Alias("RemoveItem")]
    Task<CartResult> RemoveItemAsync(RemoveCartItem command, CancellationToken cancellationToken = default);

    /// <summary>The owner has seen what the product costs now.</summary>
    [Idempotent, Alias("Acknowledge")]
    Task<CartResult> AcknowledgeAsync(AcknowledgePrice command, CancellationToken cancellationToken = default);

    /// <summary>Takes a guest's cart into this user's, once: repeating it, also after a crash at any point, changes nothing more.</summary>
    [Idempotent, Alias("MergeGuest")]
    Task<CartResult> MergeGuestAsync(MergeGuestCart command, CancellationToken cancellationToken = default);

    /// <summary>From a user's cart to a guest's: from here on the guest's is that user's alone, and does not change.</summary>
    [Idempotent, Alias("HandOver")]
    Task<CartHandover> HandOverAsync(HandOverCart command, CancellationToken cancellationToken = default);

    /// <summary>From a user's cart to a guest's: everything is in the user's, durably. The guest's is empty for good.</summary>
    [Idempotent, Alias("EndHandover")]
    Task EndHandoverAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Takes out what an order was placed for, once for each order.</summary>
    [Idempotent, Alias("RemoveOrdered")]
    Task RemoveOrderedAsync(RemoveOrdered command, CancellationToken cancellationToken = default);

    /// <summary>A guest looked into the cart: it is kept for longer.</summary>
    [OneWay, Idempotent, Alias("Touch")]
    Task TouchAsync();
}
