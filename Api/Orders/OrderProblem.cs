using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Api.Orders;

/// <summary>What orders refuse, as an error answer that names the items in the way.</summary>
internal sealed class OrderProblem : IResult, IStatusCodeHttpResult
{
    private readonly ApiProblem _problem;

    private OrderProblem(ApiProblem problem)
    {
        _problem = problem;
    }

    public int? StatusCode => _problem.StatusCode;

    public static OrderProblem From(OrderResult result)
    {
        if (result.Outcome == OrderOutcome.Invalid)
        {
            return new OrderProblem(ApiProblem.Invalid(result.Errors.IsDefaultOrEmpty ? [new FieldError("lines", "cannot be")] : result.Errors));
        }

        var (status, code, detail) = Describe(result.Outcome);
        return new OrderProblem(new ApiProblem(status, code, detail)
        {
            RetryAfter = result.RetryAfter,
            Items = result.Items.IsDefaultOrEmpty ? [] : [.. result.Items.Select(ObstacleBody.From)],
            ActualTotal = result.ActualTotal,
            OrderId = result.Outcome == OrderOutcome.PaymentDeclined ? result.Order?.OrderId : null,
        });
    }

    public Task ExecuteAsync(HttpContext httpContext) => _problem.ExecuteAsync(httpContext);

    private static (int Status, string Code, string Detail) Describe(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.NotFound => (StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is nothing here."),
        OrderOutcome.NotSeller => (StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is nothing here."),
        OrderOutcome.UnknownProduct => (StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownProduct, "There is no such product."),
        OrderOutcome.MixedCurrencies =>
            (StatusCodes.Status422UnprocessableEntity, ProblemCodes.MixedCurrencies, "One order has one currency."),
        OrderOutcome.KeyReused =>
            (StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyKeyReused, "The key was used for another order."),
        OrderOutcome.VoucherRefused =>
            (StatusCodes.Status422UnprocessableEntity, ProblemCodes.VoucherRefused, "A voucher cannot be used for this order."),
        OrderOutcome.PaymentDeclined =>
            (StatusCodes.Status422UnprocessableEntity, ProblemCodes.PaymentDeclined, "The payment was declined; nothing was charged."),
        OrderOutcome.RefundTooMuch =>
            (StatusCodes.Status422UnprocessableEntity, ProblemCodes.RefundTooMuch, "That is more than is left to be refunded."),
        OrderOutcome.Busy => (StatusCodes.Status503ServiceUnavailable, ProblemCodes.Busy, "Too many are buying this right now."),
        _ => DescribeConflict(outcome),
    };

    private static (int Status, string Code, string Detail) DescribeConflict(OrderOutcome outcome)
    {
        var (code, detail) = outcome switch
        {
            OrderOutcome.SoldOut => (ProblemCodes.SoldOut, "There are not as many left."),
            OrderOutcome.OverBuyerMax => (ProblemCodes.BuyerCap, "That is more than one buyer can have."),
            OrderOutcome.PriceChanged => (ProblemCodes.PriceChanged, "The price is another one now."),
            OrderOutcome.DealRefused => (ProblemCodes.DealClosed, "The deal cannot be used now."),
            OrderOutcome.IllegalStep => (ProblemCodes.IllegalStep, "Not in the present status."),
            OrderOutcome.PaymentRunning => (ProblemCodes.PaymentRunning, "A payment is under way."),
            OrderOutcome.TooManySteps => (ProblemCodes.TooManySteps, "The order has taken as many steps as it can."),
            _ => throw new InvalidOperationException($"Unexpected outcome {outcome} of an order."),
        };
        return (StatusCodes.Status409Conflict, code, detail);
    }
}

/// <summary>One item that cannot be ordered as it was asked for.</summary>
internal sealed record ObstacleBody(
    string ProductId,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Available,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? PriceVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ExpectedPriceVersion)
{
    public static ObstacleBody From(OrderObstacle obstacle) => new(
        obstacle.ProductId,
        obstacle.Outcome switch
        {
            OrderOutcome.SoldOut => ProblemCodes.SoldOut,
            OrderOutcome.OverBuyerMax => ProblemCodes.BuyerCap,
            OrderOutcome.PriceChanged => ProblemCodes.PriceChanged,
            OrderOutcome.DealRefused => ProblemCodes.DealClosed,
            OrderOutcome.Busy => ProblemCodes.Busy,
            _ => ProblemCodes.UnknownProduct,
        },
        obstacle.Available,
        obstacle.Price,
        obstacle.PriceVersion,
        obstacle.ExpectedPriceVersion);
}
