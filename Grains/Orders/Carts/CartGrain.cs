using SocialCommerce.Grains.Interfaces.Orders.Carts;

namespace SocialCommerce.Grains.Orders.Carts;

/// <summary>
/// Loads, asks <see cref="CartRules"/>, saves. A merge is two carts in three steps: the guest's is frozen for the user, the
/// user's takes it in and remembers that, the guest's is emptied. Each step can be taken again.
/// </summary>
internal sealed class CartGrain(
    [PersistentState("cart", StorageNames.Commerce)] IPersistentState<CartState> storage,
    TimeProvider clock) : Grain, ICartGrain, IRemindable
{
    private const string ForgetReminder = "forget";

    private static readonly TimeSpan ForgetPeriod = TimeSpan.FromDays(1);

    private CartState _saved = null!;

    private string Key => this.GetPrimaryKeyString();

    private bool IsGuest => Key.StartsWith(ICartGrain.GuestPrefix, StringComparison.Ordinal);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _saved = storage.State;
        return Task.CompletedTask;
    }

    public async Task<CartOutcome> OpenAsync(OpenGuestCart command, CancellationToken cancellationToken)
    {
        if (!IsGuest)
        {
            return CartOutcome.NotFound;
        }

        var (next, outcome) = CartRules.Open(storage.State, command, clock.GetUtcNow());
        if (!ReferenceEquals(next, storage.State))
        {
            // The reminder first: a cart without one would be kept for ever.
            await this.RegisterOrUpdateReminder(ForgetReminder, CartLimits.GuestKeptFor, ForgetPeriod);
            await SaveAsync(next);
        }

        return outcome;
    }

    public async Task<CartResult> GetAsync(ReadCart request, CancellationToken cancellationToken)
    {
        if (CartLimits.Check(request) is { IsEmpty: false } errors)
        {
            return new CartResult(CartOutcome.Invalid, null, errors);
        }

        var now = clock.GetUtcNow();
        if (CartRules.Enter(_saved, IsGuest, request.SecretHash, now) is not CartOutcome.Done and var refused)
        {
            return Refuse(refused);
        }

        if (!ReferenceEquals(CartRules.Touch(_saved, now), _saved))
        {
            GrainFactory.GetGrain<ICartGrain>(Key).TouchAsync().Forget();
        }

        return await AnswerAsync(request.VoucherIds, cancellationToken);
    }

    public async Task<CartResult> SetItemAsync(SetCartItem command, CancellationToken cancellationToken)
    {
        if (CartLimits.Check(command) is { IsEmpty: false } errors)
        {
            return new CartResult(CartOutcome.Invalid, null, errors);
        }

        if (EnterToChange(command.SecretHash) is { } refused)
        {
            return refused;
        }

        var offer = await CartOffer.FindAsync(GrainFactory, command.ProductId, command.DealId, cancellationToken);
        var (next, outcome) = CartRules.Set(storage.State, command, offer, clock.GetUtcNow());
        return outcome == CartOutcome.Invalid
            ? new CartResult(outcome, null, [new FieldError("dealId", "is not a deal of this product")])
            : await ChangeAsync(next, outcome, cancellationToken);
    }

    public async Task<CartResult> RemoveItemAsync(RemoveCartItem command, CancellationToken cancellationToken)
    {
        if (EnterToChange(command.SecretHash) is { } refused)
        {
            return refused;
        }

        var (next, outcome) = CartRules.Remove(storage.State, command);
        return await ChangeAsync(next, outcome, cancellationToken);
    }

    public async Task<CartResult> AcknowledgeAsync(AcknowledgePrice command, CancellationToken cancellationToken)
    {
        if (EnterToChange(command.SecretHash) is { } refused)
        {
            return refused;
        }

        var offer = await CartOffer.FindAsync(GrainFactory, command.ProductId, null, cancellationToken);
        var (next, outcome) = CartRules.Acknowledge(storage.State, command, offer);
        return await ChangeAsync(next, outcome, cancellationToken);
    }

    public async Task<CartResult> MergeGuestAsync(MergeGuestCart command, CancellationToken cancellationToken)
    {
        if (IsGuest)
        {
            return Refuse(CartOutcome.NotFound);
        }

        // What an earlier merge left to do is done first: so what is remembered of merges stays short.
        foreach (var cartId in storage.State.Merging)
        {
            await EndMergeAsync(cartId, cancellationToken);
        }

        var guests = GuestCart(command.CartId);
        var handover = await guests.HandOverAsync(new HandOverCart(Key, command.SecretHash), cancellationToken);
        if (handover.Outcome != CartOutcome.Done)
        {
            return Refuse(handover.Outcome);
        }

        await SaveAsync(CartRules.Merge(storage.State, command.CartId, handover.Entries));
        await EndMergeAsync(command.CartId, cancellationToken);
        var leftOut = handover.Entries.Select(static entry => entry.ProductId).Except(_saved.Entries.Select(static entry => entry.ProductId));
        return await AnswerAsync([], cancellationToken) with { LeftOut = [.. leftOut] };
    }

    public async Task<CartHandover> HandOverAsync(HandOverCart command, CancellationToken cancellationToken)
    {
        var (next, outcome) = CartRules.HandOver(storage.State, command, clock.GetUtcNow());
        await SaveAsync(next);
        return new CartHandover(outcome, outcome == CartOutcome.Done ? _saved.Entries : []);
    }

    public Task EndHandoverAsync(string userId, CancellationToken cancellationToken) =>
        SaveAsync(CartRules.EndHandover(storage.State, userId));

    public Task RemoveOrderedAsync(RemoveOrdered command, CancellationToken cancellationToken) =>
        SaveAsync(CartRules.RemoveOrdered(storage.State, command));

    public Task TouchAsync() => SaveAsync(CartRules.Touch(storage.State, clock.GetUtcNow()));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (storage.State.Guest is not null && !CartRules.IsOver(storage.State, clock.GetUtcNow()))
        {
            return;
        }

        if (storage.RecordExists)
        {
            await storage.ClearStateAsync();
            _saved = storage.State;
        }

        if (await this.GetReminder(ForgetReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        DeactivateOnIdle();
    }

    private async Task EndMergeAsync(string cartId, CancellationToken cancellationToken)
    {
        await GuestCart(cartId).EndHandoverAsync(Key, cancellationToken);
        await SaveAsync(CartRules.EndMerge(storage.State, cartId));
    }

    private ICartGrain GuestCart(string cartId) => GrainFactory.GetGrain<ICartGrain>(ICartGrain.GuestPrefix + cartId);

    private CartResult? EnterToChange(string? secretHash) =>
        CartRules.EnterToChange(storage.State, IsGuest, secretHash, clock.GetUtcNow()) is not CartOutcome.Done and var refused ? Refuse(refused) : null;

    private async Task<CartResult> ChangeAsync(CartState next, CartOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome != CartOutcome.Done)
        {
            return Refuse(outcome);
        }

        await SaveAsync(CartRules.Touch(next, clock.GetUtcNow()));
        return await AnswerAsync([], cancellationToken);
    }

    private async Task<CartResult> AnswerAsync(ImmutableArray<string> voucherIds, CancellationToken cancellationToken) => new(
        CartOutcome.Done,
        await CartReader.ReadAsync(GrainFactory, _saved, IsGuest ? null : Key, voucherIds, clock.GetUtcNow(), cancellationToken),
        []);

    private static CartResult Refuse(CartOutcome outcome) => new(outcome, null, []);

    private async Task SaveAsync(CartState next)
    {
        await storage.SaveAsync(next, this);
        _saved = storage.State;
    }
}
