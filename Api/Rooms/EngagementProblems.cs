using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms;

/// <summary>What polls, questions and giveaways refuse, over HTTP and over the hub.</summary>
internal static class EngagementProblems
{
    public static ApiProblem From(EngagementOutcome outcome) => outcome switch
    {
        EngagementOutcome.NotFound => ApiProblem.NotFound(),
        EngagementOutcome.NotHost => ApiProblem.Forbidden(ProblemCodes.NotHost),
        EngagementOutcome.Excluded => ApiProblem.Forbidden(ProblemCodes.Excluded),
        EngagementOutcome.NotWinner => ApiProblem.Forbidden(ProblemCodes.NotWinner),
        EngagementOutcome.IllegalStep => ApiProblem.Conflict(ProblemCodes.IllegalStep, TextOf(outcome)),
        EngagementOutcome.Closed => ApiProblem.Conflict(ProblemCodes.Closed, TextOf(outcome)),
        EngagementOutcome.Exists => ApiProblem.Conflict(ProblemCodes.Exists, TextOf(outcome)),
        EngagementOutcome.TooMany => ApiProblem.Conflict(ProblemCodes.TooManyOpen, TextOf(outcome)),
        EngagementOutcome.UnknownProduct => ApiProblem.Refused(ProblemCodes.UnknownProduct, TextOf(outcome)),
        EngagementOutcome.NotEligible => ApiProblem.Refused(ProblemCodes.NotEligible, TextOf(outcome)),
        EngagementOutcome.TextRefused => ApiProblem.Refused(ProblemCodes.TextRefused, TextOf(outcome)),
        _ => throw new InvalidOperationException($"Unexpected outcome {outcome}."),
    };

    public static HubAnswer ToAnswer(EngagementOutcome outcome) => outcome switch
    {
        EngagementOutcome.NotFound => HubAnswer.Refuse(ProblemCodes.NotFound, "There is nothing here."),
        EngagementOutcome.Invalid => LiveRefusals.Invalid("The request is not acceptable."),
        _ => HubAnswer.Refuse(From(outcome).Code, TextOf(outcome)),
    };

    private static string TextOf(EngagementOutcome outcome) => outcome switch
    {
        EngagementOutcome.IllegalStep => "Not in the present status of the room.",
        EngagementOutcome.Closed => "It is over.",
        EngagementOutcome.Exists => "There is another of this id already.",
        EngagementOutcome.TooMany => "There are as many open as there may be.",
        EngagementOutcome.UnknownProduct => "There is no such product.",
        EngagementOutcome.NotEligible => "You do not fulfil the condition.",
        EngagementOutcome.TextRefused => "The text is against the rules of the room.",
        _ => "You may not do this.",
    };
}
