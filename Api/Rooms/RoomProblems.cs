using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

/// <summary>What a room refuses, as an error answer.</summary>
internal static class RoomProblems
{
    public static ApiProblem From(RoomOutcome outcome, ImmutableArray<FieldError> errors) => outcome switch
    {
        RoomOutcome.NotFound => ApiProblem.NotFound(),
        RoomOutcome.Invalid => ApiProblem.Invalid(errors),
        RoomOutcome.NotHost => ApiProblem.Forbidden(ProblemCodes.NotHost),
        RoomOutcome.IllegalStep => ApiProblem.Conflict(ProblemCodes.IllegalStep, "Not in the room's present status."),
        RoomOutcome.UnknownProduct => ApiProblem.Refused(ProblemCodes.UnknownProduct, "There is no such product."),
        RoomOutcome.TooManyPins => ApiProblem.Conflict(ProblemCodes.TooManyPins, "Unpin another product first."),
        RoomOutcome.Exists => ApiProblem.Conflict(ProblemCodes.Exists, "There is such a room already."),
        _ => throw new InvalidOperationException($"Unexpected room outcome {outcome}."),
    };
}
