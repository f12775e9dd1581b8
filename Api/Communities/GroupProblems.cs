using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Api.Communities;

/// <summary>What offers and groups refuse, as an error answer.</summary>
internal static class GroupProblems
{
    public static ApiProblem From(GroupOutcome outcome, ImmutableArray<FieldError> errors) => outcome switch
    {
        GroupOutcome.NotFound or GroupOutcome.InviteNeeded => ApiProblem.NotFound(),
        GroupOutcome.Invalid => ApiProblem.Invalid(errors.IsDefaultOrEmpty ? [] : errors),
        GroupOutcome.NotSeller => ApiProblem.Forbidden(ProblemCodes.NotOwner),
        GroupOutcome.Busy => ApiProblem.Busy(),
        GroupOutcome.UnknownProduct => ApiProblem.Refused(ProblemCodes.UnknownProduct, "There is no such product."),
        GroupOutcome.PaymentDeclined => ApiProblem.Refused(ProblemCodes.PaymentDeclined, "The payment was declined; nothing was charged."),
        GroupOutcome.PaymentTimeout => ApiProblem.Refused(ProblemCodes.PaymentTimeout, "The payment was not made in time."),
        _ => Conflict(outcome),
    };

    private static ApiProblem Conflict(GroupOutcome outcome)
    {
        var (code, detail) = outcome switch
        {
            GroupOutcome.Exists => (ProblemCodes.Exists, "There is another one under this key."),
            GroupOutcome.Full => (ProblemCodes.GroupFull, "Every seat is taken."),
            GroupOutcome.Closed or GroupOutcome.Failed => (ProblemCodes.GroupClosed, "The group is over."),
            GroupOutcome.AlreadyMember => (ProblemCodes.AlreadyMember, "You are in this group."),
            GroupOutcome.InOtherGroup => (ProblemCodes.InOtherGroup, "You are in another group of this offer."),
            GroupOutcome.SoldOut => (ProblemCodes.SoldOut, "There are not so many left."),
            GroupOutcome.OverBuyerMax => (ProblemCodes.BuyerCap, "That is more than one buyer can have."),
            GroupOutcome.NotMember or GroupOutcome.Left => (ProblemCodes.NotMember, "You are not in this group."),
            GroupOutcome.TooMany => (ProblemCodes.GroupFull, "The group has given as many seats as it can."),
            _ => throw new InvalidOperationException($"Unexpected outcome {outcome} of a group."),
        };
        return ApiProblem.Conflict(code, detail);
    }
}
