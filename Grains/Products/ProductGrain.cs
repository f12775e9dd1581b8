using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Search;

namespace SocialCommerce.Grains.Products;

/// <summary>Loads, asks <see cref="ProductRules"/>, saves, tells. Interactions move <see cref="ProductEngagements"/>.</summary>
internal sealed partial class ProductGrain(
    [PersistentState("product", StorageNames.Commerce)] IPersistentState<ProductState> storage,
    IListStore lists,
    SearchTelling search,
    TimeProvider clock,
    ILogger<ProductGrain> logger) : Grain, IProductGrain
{
    private ProductEngagements _engagements = null!;
    private ProductCard? _card;

    private string ProductId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _engagements = new ProductEngagements(storage.State);
        return AskStockAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        SaveEngagementsAsync();

    public async Task<ProductResult> CreateAsync(CreateProduct command, CancellationToken cancellationToken)
    {
        var (next, status, errors) = ProductRules.Create(storage.State, command);
        if (status != ProductStatus.Done)
        {
            return Answer(status, errors);
        }

        if (!ReferenceEquals(next, storage.State))
        {
            var seller = await GrainFactory.GetGrain<IUserGrain>(command.SellerId).GetProfileAsync(cancellationToken);
            await SaveAsync(next with { SellerSince = seller?.CreatedAt ?? default });
            _engagements = new ProductEngagements(storage.State);
        }

        await ListAsync(command.Details.Category, cancellationToken);
        TellSearch(before: null);
        return Answer(ProductStatus.Done, []);
    }

    public async Task<ProductResult> UpdateAsync(UpdateProduct command, CancellationToken cancellationToken)
    {
        var previous = storage.State.Details;
        var (next, status, errors) = ProductRules.Update(storage.State, command);
        if (status != ProductStatus.Done)
        {
            return Answer(status, errors);
        }

        if (command.Stock is { } stock)
        {
            if (await SetStockAsync(command, stock, cancellationToken) is not { } copy)
            {
                return Answer(ProductStatus.Invalid, [new FieldError("stock", "is out of range")]);
            }

            next = ProductRules.SetStock(ProductRules.Update(storage.State, command).Next, copy, isOwnChange: true);
        }

        await SaveAsync(_engagements.Export(next));
        await RelistAsync(previous!.Category, cancellationToken);
        TellRoomsOfChanges(previous, storage.State.Details!);
        TellSearch(previous);
        return Answer(ProductStatus.Done, []);
    }

    public Task<ProductSnapshot?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Describe());

    public Task<ProductCard?> GetCardAsync(CancellationToken cancellationToken) => Task.FromResult(GetCard());

    public Task<ImmutableArray<Neighbour>> GetNeighboursAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_engagements.ListNeighbours());

    public Task<ImmutableArray<Neighbour>> GetSuccessorsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_engagements.ListSuccessors());

    public async Task<ImmutableArray<Suggestion>> GetSimilarAsync(int limit, CancellationToken cancellationToken) =>
        GetCard() is { } card
            ? await SimilarProducts.FindAsync(GrainFactory, card, _engagements.ListNeighbours(), limit, cancellationToken)
            : [];

    public Task AttachRoomAsync(string roomId, CancellationToken cancellationToken) =>
        SaveAsync(ProductRules.AttachRoom(storage.State, roomId));

    public Task<bool> ApplyAsync(ProductDelta delta, CancellationToken cancellationToken)
    {
        // A product that does not exist has nothing to lose.
        if (storage.State.Details is null)
        {
            return Task.FromResult(true);
        }

        _card = null;
        return Task.FromResult(_engagements.Apply(delta));
    }

    public async Task<long> FlushAsync(int partition, CancellationToken cancellationToken)
    {
        await SaveEngagementsAsync();
        return storage.State.Details is null ? long.MaxValue : _engagements.Applied(partition);
    }

    private Task SaveEngagementsAsync() =>
        _engagements is { IsDirty: true } || (_engagements is not null && _isStockUnsaved)
            ? SaveAsync(_engagements.Export(storage.State))
            : Task.CompletedTask;

    private async Task SaveAsync(ProductState next)
    {
        await storage.SaveAsync(next, this);
        (_card, _isStockUnsaved) = (null, false);
    }

    // The lists come after the state: a crash in between leaves a product that nobody was told of, and the retry of the
    // same command lists it.
    private async Task ListAsync(string category, CancellationToken cancellationToken)
    {
        await lists.ApplyAsync(
            [
                ListChange.Add(ListNames.Products, ProductId),
                ListChange.Add(ListNames.Category(category), ProductId),
                ListChange.Add(ListNames.ProductsOf(storage.State.SellerId!), ProductId),
            ],
            cancellationToken);
        var product = new NewProduct(ProductId, storage.State.CreatedAt);
        await GrainFactory.GetGrain<ITrendGrain>(ITrendGrain.All).AddNewAsync(product, cancellationToken);
        await GrainFactory.GetGrain<ITrendGrain>(category).AddNewAsync(product, cancellationToken);
        await GrainFactory.GetGrain<IExplorationGrain>(IExplorationGrain.All).AddNewAsync(product, cancellationToken);
    }

    private async Task RelistAsync(string previousCategory, CancellationToken cancellationToken)
    {
        var category = storage.State.Details!.Category;
        if (category != previousCategory)
        {
            await lists.ApplyAsync(
                [ListChange.Remove(ListNames.Category(previousCategory), ProductId), ListChange.Add(ListNames.Category(category), ProductId)],
                cancellationToken);
            await GrainFactory.GetGrain<ITrendGrain>(category).AddNewAsync(
                new NewProduct(ProductId, storage.State.CreatedAt), cancellationToken);
        }
    }

    private void TellSearch(ProductDetails? before)
    {
        if (Describe() is { } product && (before is null || !SearchEntries.IsFoundAlike(before, product.Details)))
        {
            search.Tell(SearchEntries.Of(product));
        }
    }

    private ProductResult Answer(ProductStatus status, ImmutableArray<FieldError> errors) =>
        new(status, Describe(), errors);

    private ProductSnapshot? Describe()
    {
        var state = storage.State;
        return state.Details is null
            ? null
            : new ProductSnapshot(
                ProductId, state.SellerId!, state.Details, _engagements.Counters, state.CreatedAt, state.Version,
                ProductRules.PriceVersion(state), state.Rating);
    }

    private ProductCard? GetCard()
    {
        if (_card is null && storage.State.Details is { } details)
        {
            _card = new ProductCard(
                ProductId, details.Title, details.Price, details.ImageUrl, details.Category, details.Stock,
                _engagements.Degree, _engagements.Vector, storage.State.CreatedAt, storage.State.SellerId!,
                details.IsHidden, storage.State.SellerSince, _engagements.AudienceFactor,
                ProductRules.PriceVersion(storage.State), storage.State.Rating, storage.State.StockShards, details.Brand);
        }

        return _card;
    }
}
