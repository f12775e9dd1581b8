using System.Text;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The promoted models of this silo. Reading is free; <see cref="RefreshAsync"/> swaps them as a whole when another version
/// was promoted, without anybody waiting.
/// </summary>
internal sealed partial class ActiveModels(
    IGrainFactory grains,
    IBlobStore blobs,
    IEnumerable<IModelTrainer> trainers,
    ActiveScorer scorer,
    ILogger<ActiveModels> logger)
{
    private volatile PromotedModels _current = PromotedModels.None;

    public PromotedModels Current => _current;

    /// <summary>Asks which version serves, and loads it if it is another.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var active = await grains.GetGrain<IModelGrain>(IModelGrain.Shop).GetActiveAsync(cancellationToken);
        if ((active?.Version ?? "") == _current.Version)
        {
            return;
        }

        var models = active is null ? PromotedModels.None : await LoadAsync(active, cancellationToken);
        scorer.Current = active is null ? null : await LoadRankerAsync(active, cancellationToken);
        _current = models;
        LogServing(active?.Version ?? "none");
    }

    /// <summary>Reads a version's artifacts.</summary>
    /// <exception cref="InvalidDataException">One is missing or damaged.</exception>
    public async Task<PromotedModels> LoadAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        var products = await ReadAsync(ModelBlobs.Products(version.Version), cancellationToken);
        var models = new List<IEmbeddingModel>();
        foreach (var trainer in trainers.Where(trainer => version.Kinds.Contains(trainer.Kind)))
        {
            var artifact = await ReadAsync(ModelBlobs.Model(version.Version, trainer.Kind), cancellationToken);
            models.Add(trainer.Read(new MemoryStream(artifact, writable: false)));
        }

        var ids = products.Length == 0 ? Array.Empty<string>() : Encoding.UTF8.GetString(products).Split('\n');
        return new PromotedModels(version.Version, [.. ids], models);
    }

    private async Task<TrainedRanker?> LoadRankerAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        if (!version.Kinds.Contains(RankerNetwork.KindName))
        {
            return null;
        }

        var artifact = await ReadAsync(ModelBlobs.Model(version.Version, RankerNetwork.KindName), cancellationToken);
        return new TrainedRanker(version.Version, RankerNetwork.Read(new MemoryStream(artifact, writable: false)));
    }

    private async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(name, cancellationToken) ?? throw new InvalidDataException($"There is no '{name}' in the store.");

    [LoggerMessage(Level = LogLevel.Information, Message = "Suggestions are made with the trained models {Version}")]
    private partial void LogServing(string version);
}
