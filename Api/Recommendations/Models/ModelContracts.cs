using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Api.Recommendations;

internal sealed record RollbackRequest(string? Leave);

internal sealed record ModelsResponse(
    string? Active, IReadOnlyList<ModelVersionResponse> Versions, TrainingResponse? Training)
{
    public static ModelsResponse Of(ModelsStatus status) => new(
        status.Active,
        [.. status.Versions.Select(ModelVersionResponse.Of)],
        status.Training is { } training ? TrainingResponse.Of(training) : null);
}

/// <param name="Rows">Interactions learnt from.</param>
/// <param name="Metrics">Of the held-out interactions, 0 to 1, by model and measure.</param>
internal sealed record ModelVersionResponse(
    string Version,
    ModelStatus Status,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Kinds,
    long Rows,
    int Products,
    int Users,
    IReadOnlyDictionary<string, double> Metrics,
    string Note)
{
    public static ModelVersionResponse Of(ModelVersion version) => new(
        version.Version, version.Status, version.CreatedAt, version.Kinds, version.Rows, version.Products, version.Users,
        version.Metrics, version.Note);
}

/// <param name="Worker">The silo that trains; null while the training waits for one.</param>
/// <param name="Stage">What is being done: waiting, reading, a kind of model, evaluating.</param>
internal sealed record TrainingResponse(
    string Version, DateTimeOffset StartedAt, string? Worker, string Stage, int StepsDone, int StepsTotal)
{
    public static TrainingResponse Of(TrainingProgress training) => new(
        training.Version, training.StartedAt, training.Worker, training.Stage, training.StepsDone, training.StepsTotal);
}
