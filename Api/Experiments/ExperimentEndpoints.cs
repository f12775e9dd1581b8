using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Experiments;

/// <summary>Experiments, for operators: define, start, watch, stop.</summary>
internal static class ExperimentEndpoints
{
    public static void MapExperiments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/experiments").WithTags("Experiments").RequireAuthorization(Roles.Operator);
        group.MapGet("/", ListAsync).WithName("ListExperiments");
        group.MapPost("/", CreateAsync).WithName("CreateExperiment").WithMetadata(IdempotentRequest.Instance);
        group.MapGet("/{id}", GetAsync).WithName("GetExperiment");
        group.MapPatch("/{id}", SetWeightsAsync).WithName("SetExperimentWeights");
        group.MapPost("/{id}/start", StartAsync).WithName("StartExperiment").WithMetadata(IdempotentRequest.Instance);
        group.MapPost("/{id}/stop", StopAsync).WithName("StopExperiment").WithMetadata(IdempotentRequest.Instance);
    }

    private static async Task<Results<Ok<PageResponse<ExperimentResponse>>, ApiProblem>> ListAsync(
        int? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        var page = await grains.GetGrain<IExperimentDirectoryGrain>(IExperimentDirectoryGrain.All)
            .ListAsync(request, cancellationToken);
        return TypedResults.Ok(new PageResponse<ExperimentResponse>(
            [.. page.Experiments.Select(ExperimentResponse.From)], page.NextCursor));
    }

    private static async Task<Results<Created<ExperimentResponse>, ApiProblem>> CreateAsync(
        CreateExperimentRequest request,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var id = IdempotentRequest.DerivedId(context, "x") ?? NewId.Experiment();
        var command = new CreateExperiment(request.ToDefinition(), clock.GetUtcNow());
        var result = await grains.GetGrain<IExperimentGrain>(id).CreateAsync(command, cancellationToken);
        if (result is not { Outcome: ExperimentOutcome.Done, Experiment: { } experiment })
        {
            return ExperimentProblems.From(result);
        }

        EntityTags.Set(context, experiment.Version);
        return TypedResults.Created($"/api/v1/experiments/{id}", ExperimentResponse.From(experiment));
    }

    // The tag is for If-Match: the log moves the report without a new version, so that there is nothing to be cached.
    private static async Task<Results<Ok<ReportResponse>, ApiProblem>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IExperimentGrain>(id).GetReportAsync(cancellationToken) is not { } report)
        {
            return ApiProblem.NotFound();
        }

        EntityTags.Set(context, report.Experiment.Version);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ReportResponse.From(report));
    }

    private static async Task<Results<Ok<ExperimentResponse>, ApiProblem>> SetWeightsAsync(
        string id, WeightsRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.Weights is not { Count: > 0 } weights)
        {
            return ApiProblem.Invalid("weights", "must name at least one variant");
        }

        var command = new SetWeights(
            weights.ToImmutableDictionary(StringComparer.Ordinal), EntityTags.Expected(context.Request));
        return Answer(context, await grains.GetGrain<IExperimentGrain>(id).SetWeightsAsync(command, cancellationToken));
    }

    private static async Task<Results<Ok<ExperimentResponse>, ApiProblem>> StartAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(context, await grains.GetGrain<IExperimentGrain>(id).StartAsync(cancellationToken));

    private static async Task<Results<Ok<ExperimentResponse>, ApiProblem>> StopAsync(
        string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(context, await grains.GetGrain<IExperimentGrain>(id).StopAsync(cancellationToken));

    private static Results<Ok<ExperimentResponse>, ApiProblem> Answer(HttpContext context, ExperimentResult result)
    {
        if (result is not { Outcome: ExperimentOutcome.Done, Experiment: { } experiment })
        {
            return ExperimentProblems.From(result);
        }

        EntityTags.Set(context, experiment.Version);
        return TypedResults.Ok(ExperimentResponse.From(experiment));
    }
}

internal static class ExperimentProblems
{
    public static ApiProblem From(ExperimentResult result) => result.Outcome switch
    {
        ExperimentOutcome.NotFound => ApiProblem.NotFound(),
        ExperimentOutcome.Invalid => ApiProblem.Invalid(result.Errors),
        ExperimentOutcome.Exists => ApiProblem.Conflict(ProblemCodes.Exists, "Another experiment has this id."),
        ExperimentOutcome.IllegalStep => ApiProblem.Conflict(ProblemCodes.IllegalStep, "The experiment's status or kind does not allow it."),
        ExperimentOutcome.NoTraffic => ApiProblem.Conflict(ProblemCodes.NoTraffic, "Other running experiments leave too little traffic."),
        ExperimentOutcome.Stale => ApiProblem.Stale(),
        _ => throw new InvalidOperationException($"Unexpected experiment outcome {result.Outcome}."),
    };
}
