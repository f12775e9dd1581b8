using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Recommendations;

/// <summary>The trained models, for operators: what there is, train, promote, roll back.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Recommendations").RequireAuthorization(Roles.Operator);
        models.MapGet("", GetStatusAsync).WithName("GetModels");
        models.MapPost("/train", TrainAsync).WithName("TrainModels");
        models.MapPost("/cancel", CancelAsync).WithName("CancelTraining");
        models.MapPost("/rollback", RollbackAsync).WithName("RollbackModels");
        models.MapPost("/{version}/promote", PromoteAsync).WithName("PromoteModels");
    }

    private static async Task<Ok<ModelsResponse>> GetStatusAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(ModelsResponse.Of(await Models(grains).GetStatusAsync(cancellationToken)));

    private static async Task<Accepted<ModelsResponse>> TrainAsync(
        IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var answer = await Models(grains).StartTrainingAsync(new StartTraining(clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted("/api/v1/models", ModelsResponse.Of(answer.Status));
    }

    private static async Task<Ok<ModelsResponse>> CancelAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var answer = await Models(grains).CancelTrainingAsync(cancellationToken);
        return TypedResults.Ok(ModelsResponse.Of(answer.Status));
    }

    // Names what it leaves: of two operators who roll back at the same time, one is told that it is done.
    private static async Task<Results<Ok<ModelsResponse>, ApiProblem>> RollbackAsync(
        RollbackRequest request, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.Leave))
        {
            return ApiProblem.Invalid("leave", "is the version that is to stop serving");
        }

        var command = new RollbackModel(request.Leave, clock.GetUtcNow());
        return Answer(await Models(grains).RollbackAsync(command, cancellationToken));
    }

    private static async Task<Results<Ok<ModelsResponse>, ApiProblem>> PromoteAsync(
        string version, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        Answer(await Models(grains).PromoteAsync(new PromoteModel(version, clock.GetUtcNow()), cancellationToken));

    private static Results<Ok<ModelsResponse>, ApiProblem> Answer(ModelAnswer answer) => answer.Outcome switch
    {
        ModelOutcome.Done => TypedResults.Ok(ModelsResponse.Of(answer.Status)),
        ModelOutcome.NotFound => ApiProblem.NotFound(),
        _ => ApiProblem.Conflict(ProblemCodes.IllegalStep, "Another version serves."),
    };

    private static IModelGrain Models(IGrainFactory grains) => grains.GetGrain<IModelGrain>(IModelGrain.Shop);
}
