namespace SocialCommerce.Grains.Interfaces.Recommendations;

/// <summary>
/// The new products that are being tried: how often each was shown, and how often that led to an action. Key:
/// <see cref="All"/>.
/// </summary>
[Alias("sc.IExplorationGrain")]
public interface IExplorationGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>The products most in need of a trial, a bounded list.</summary>
    [ReadOnly, Idempotent, Alias("GetTrials")]
    Task<ImmutableArray<TrialProduct>> GetTrialsAsync(CancellationToken cancellationToken = default);

    /// <summary>A product came into the shop.</summary>
    [Idempotent, Alias("AddNew")]
    Task AddNewAsync(NewProduct product, CancellationToken cancellationToken = default);

    /// <summary>Products were shown to somebody as trials.</summary>
    [Alias("Shown")]
    Task ShownAsync(ImmutableArray<string> productIds, CancellationToken cancellationToken = default);

    /// <summary>Somebody acted on a product that was shown as a trial.</summary>
    [Alias("Clicked")]
    Task ClickedAsync(string productId, CancellationToken cancellationToken = default);
}

/// <summary>A product that is being tried.</summary>
[GenerateSerializer, Immutable, Alias("sc.TrialProduct")]
public sealed record TrialProduct(
    [property: Id(0)] string ProductId,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] int Impressions,
    [property: Id(3)] int Clicks);
