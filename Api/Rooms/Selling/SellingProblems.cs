using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Selling;

/// <summary>What deals and vouchers refuse, as an error answer.</summary>
internal static class SellingProblems
{
    public static ApiProblem From(DealOutcome outcome, ImmutableArray<FieldError> errors, TimeSpan? retryAfter = null)
    {
        if (outcome == DealOutcome.Invalid)
        {
            return ApiProblem.Invalid(errors);
        }

        var (status, code, detail) = Describe(outcome);
        return new ApiProblem(status, code, detail) { RetryAfter = retryAfter };
    }

    /// <summary>The same over the hub.</summary>
    public static HubAnswer ToAnswer(ClaimResult result)
    {
        var (_, code, detail) = Describe(result.Outcome);
        return HubAnswer.Refuse(code, detail, result.RetryAfter);
    }

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

    private static (int Status, string Code, string Detail) Describe(DealOutcome outcome) => outcome switch
    {
        DealOutcome.NotFound => (StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is nothing here."),
        DealOutcome.Invalid => (StatusCodes.Status400BadRequest, ProblemCodes.Invalid, "Some fields are not acceptable."),
        DealOutcome.NotHost => (StatusCodes.Status403Forbidden, ProblemCodes.NotHost, "You may not do this."),
        DealOutcome.NotSeller => (StatusCodes.Status403Forbidden, ProblemCodes.NotOwner, "You do not sell this product."),
        DealOutcome.UnknownProduct => (StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownProduct, "There is no such product."),
        DealOutcome.ClaimReused =>
            (StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyKeyReused, "The key was used for another claim."),
        _ => DescribeConflict(outcome),
    };

    private static (int Status, string Code, string Detail) DescribeConflict(DealOutcome outcome)
    {
        var (code, detail) = outcome switch
        {
            DealOutcome.IllegalStep => (ProblemCodes.IllegalStep, "Not in the present status."),
            DealOutcome.Exists => (ProblemCodes.Exists, "There is such a deal already."),
            DealOutcome.NoStock => (ProblemCodes.NoStock, "There is not enough stock."),
            DealOutcome.TooMany => (ProblemCodes.TooManyDeals, "Close another deal first."),
            DealOutcome.NotOpen => (ProblemCodes.DealNotOpen, "The deal opens later."),
            DealOutcome.Closed => (ProblemCodes.DealClosed, "The deal is over."),
            DealOutcome.SoldOut => (ProblemCodes.SoldOut, "Every unit is claimed."),
            DealOutcome.OverCap => (ProblemCodes.BuyerCap, "That is more than one buyer can have."),
            _ => throw new InvalidOperationException($"Unexpected outcome {outcome} of a deal."),
        };
        return (StatusCodes.Status409Conflict, code, detail);
    }

    private static ApiProblem Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);
}
