namespace SocialCommerce.Client.Recommendations;

/// <summary>The trained models: the version that serves, those there are, and the training that runs.</summary>
public sealed record TrainedModels(string? Active, IReadOnlyList<TrainedModel> Versions, Training? Training);

/// <summary>Status: active, retired or rejected. Metrics are of held-out interactions, 0 to 1.</summary>
public sealed record TrainedModel(
    string Version,
    string Status,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Kinds,
    long Rows,
    int Products,
    int Users,
    IReadOnlyDictionary<string, double> Metrics,
    string Note);

public sealed record Training(
    string Version, DateTimeOffset StartedAt, string? Worker, string Stage, int StepsDone, int StepsTotal);
