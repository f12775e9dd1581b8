using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>What deals and vouchers refuse, as an error answer.</summary>
internal static class SellingProblems
{
    public static ApiProblem From(DealOutcome outcome, ImmutableArray<FieldError> errors, TimeSpan? retryAfter = null) => outcome switch
    {
        DealOutcome.NotFound => ApiProblem.NotFound(),
        DealOutcome.Invalid => ApiProblem.Invalid(errors),
        DealOutcome.NotHost => ApiProblem.Forbidden(ProblemCodes.NotHost),
        DealOutcome.NotSeller => ApiProblem.Forbidden(ProblemCodes.NotOwner),
        DealOutcome.UnknownProduct => ApiProblem.Refused(ProblemCodes.UnknownProduct, "There is no such product."),
        DealOutcome.ClaimReused => ApiProblem.Refused(ProblemCodes.IdempotencyKeyReused, "The key was used for another claim."),
        DealOutcome.IllegalStep => Conflict(ProblemCodes.IllegalStep, "Not in the present status."),
        DealOutcome.Exists => Conflict(ProblemCodes.Exists, "There is such a deal already."),
        DealOutcome.NoStock => Conflict(ProblemCodes.NoStock, "There is not enough stock."),
        DealOutcome.TooMany => Conflict(ProblemCodes.TooManyDeals, "Close another deal first."),
        DealOutcome.NotOpen => Conflict(ProblemCodes.DealNotOpen, "The deal opens later.", retryAfter),
        DealOutcome.Closed => Conflict(ProblemCodes.DealClosed, "The deal is over."),
        DealOutcome.SoldOut => Conflict(ProblemCodes.SoldOut, "Every unit is claimed.", retryAfter),
        DealOutcome.OverCap => Conflict(ProblemCodes.BuyerCap, "That is more than one buyer can have."),
        _ => throw new InvalidOperationException($"Unexpected outcome {outcome} of a deal."),
    };

    public static ApiProblem From(VoucherOutcome outcome, ImmutableArray<FieldError> errors) => outcome switch
    {
        VoucherOutcome.NotFound => ApiProblem.NotFound(),
        VoucherOutcome.Invalid => ApiProblem.Invalid(errors),
        VoucherOutcome.NotHost => ApiProblem.Forbidden(ProblemCodes.NotHost),
        VoucherOutcome.IllegalStep => Conflict(ProblemCodes.IllegalStep, "Not in the present status."),
        VoucherOutcome.Exists => Conflict(ProblemCodes.Exists, "There is such a voucher already."),
        VoucherOutcome.Gone => Conflict(ProblemCodes.VoucherGone, "Every one of them is claimed."),
        VoucherOutcome.Over => Conflict(ProblemCodes.VoucherOver, "It is no longer offered."),
        VoucherOutcome.TooMany => Conflict(ProblemCodes.TooManyVouchers, "Withdraw another voucher first."),
        _ => throw new InvalidOperationException($"Unexpected outcome {outcome} of a voucher."),
    };

    private static ApiProblem Conflict(string code, string detail, TimeSpan? retryAfter = null) =>
        new(StatusCodes.Status409Conflict, code, detail) { RetryAfter = retryAfter };
}
