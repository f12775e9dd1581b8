using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>What is refused to those in charge, as an error answer.</summary>
internal static class ModerationProblems
{
    public static ApiProblem From(RoomOutcome outcome, ImmutableArray<FieldError> errors) => outcome switch
    {
        RoomOutcome.TooManyRestrictions => ApiProblem.Conflict(
            ProblemCodes.TooManyRestrictions, "So many users are restricted, or moderators, that there is no room for another."),
        RoomOutcome.Stale => ApiProblem.Busy(),
        RoomOutcome.Banned => ApiProblem.Conflict(ProblemCodes.Banned, "The author is banned from the room."),
        _ => RoomProblems.From(outcome, errors),
    };
}
