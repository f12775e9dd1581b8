using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Recommendations;

/// <summary>What operators do with the trained models.</summary>
public sealed class ModelOperations
{
    private const string Path = "api/v1/models";

    private readonly ApiConnection _api;

    internal ModelOperations(ApiConnection api) => _api = api;

    public Task<TrainedModels> GetAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync<TrainedModels>(Path, cancellationToken);

    /// <summary>Asks for a training; one that runs goes on.</summary>
    public Task<TrainedModels> TrainAsync(CancellationToken cancellationToken = default) =>
        _api.PostAsync<TrainedModels>($"{Path}/train", null, cancellationToken);

    /// <summary>Gives the running training up.</summary>
    public Task<TrainedModels> CancelAsync(CancellationToken cancellationToken = default) =>
        _api.PostAsync<TrainedModels>($"{Path}/cancel", null, cancellationToken);

    public Task<TrainedModels> PromoteAsync(string version, CancellationToken cancellationToken = default) =>
        _api.PostAsync<TrainedModels>($"{Path}/{Uri.EscapeDataString(version)}/promote", null, cancellationToken);

    /// <summary>Back to what served before the version that is left; a conflict when another serves.</summary>
    public Task<TrainedModels> RollbackAsync(string leave, CancellationToken cancellationToken = default) =>
        _api.PostAsync<TrainedModels>($"{Path}/rollback", new { leave }, cancellationToken);
}
