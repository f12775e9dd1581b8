using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Products.Reviews;

/// <summary>Reviews of a product: buyers write, everybody reads and votes, the seller answers, operators hide.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviews(this RouteGroupBuilder products)
    {
        var reviews = products.MapGroup("/{id}/reviews").WithTags("Reviews");
        reviews.MapGet("/", ListAsync).WithName("ListReviews");
        reviews.MapPost("/", AddAsync).WithName("AddReview").RequireAuthorization().WithMetadata(IdempotentRequest.Instance);
        reviews.MapGet("/mine", FindOwnAsync).WithName("GetOwnReview").RequireAuthorization();
        reviews.MapGet("/log", ReadLogAsync).WithName("ListReviewLog").RequireAuthorization(Roles.Operator);
        var review = reviews.MapGroup("/{reviewId}").RequireAuthorization();
        review.MapPatch("/", EditAsync).WithName("EditReview");
        review.MapGet("/history", GetHistoryAsync).WithName("GetReviewHistory");
        review.MapPut("/votes/me", VoteAsync).WithName("VoteReview");
        review.MapDelete("/votes/me", UnvoteAsync).WithName("UnvoteReview");
        review.MapPut("/reply", ReplyAsync).WithName("ReplyToReview");
        review.MapPost("/hide", HideAsync).WithName("HideReview").RequireAuthorization(Roles.Operator);
        review.MapPost("/unhide", UnhideAsync).WithName("UnhideReview").RequireAuthorization(Roles.Operator);
    }

    private static async Task<Results<Ok<PageResponse<ReviewResponse>>, ApiProblem>> ListAsync(
        string id, string? sort, bool? hidden, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        if (SortOf(sort) is not { } order)
        {
            return ApiProblem.Invalid("sort", "must be helpful, newest, highest or lowest");
        }

        if (hidden is true && !user.IsInRole(Roles.Operator))
        {
            return ApiProblem.Forbidden();
        }

        if (await grains.GetGrain<IProductGrain>(id).GetCardAsync(cancellationToken) is null)
        {
            return ApiProblem.NotFound();
        }

        var viewerId = user.Identity?.IsAuthenticated is true ? Caller.Of(user).UserId : null;
        var reviews = await grains.GetGrain<IReviewListGrain>(id).ListAsync(
            new ListReviews(order, page, viewerId, hidden is true), cancellationToken);
        return reviews.IsKnownCursor
            ? TypedResults.Ok(new PageResponse<ReviewResponse>([.. reviews.Reviews.Select(ReviewResponse.From)], reviews.NextCursor))
            : ApiProblem.Invalid("cursor", "is not a cursor of this list");
    }

    private static async Task<Results<Created<ReviewResponse>, ApiProblem>> AddAsync(
        string id, ReviewRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var content = request.ToContent();
        var errors = new FieldChecks().Id(request.OrderId, "orderId").Errors.AddRange(ReviewLimits.Check(content));
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var caller = Caller.Of(context.User);
        var result = await grains.GetGrain<IReviewsGrain>(id).AddAsync(
            new AddReview(NewIdOf(context, id), caller.UserId, caller.DisplayName, request.OrderId!, content), cancellationToken);
        return result is { Outcome: ReviewOutcome.Done, Review: { } review }
            ? TypedResults.Created($"/api/v1/products/{id}/reviews/{review.ReviewId}", ReviewResponse.From(review))
            : ReviewProblems.From(result);
    }

    private static async Task<Results<Ok<ReviewResponse>, ApiProblem>> FindOwnAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetGrain<IReviewListGrain>(id).FindOfAsync(Caller.Of(user).UserId, cancellationToken) is { } review
            ? TypedResults.Ok(ReviewResponse.From(review))
            : ApiProblem.NotFound();

    private static async Task<Results<Ok<ReviewResponse>, ApiProblem>> EditAsync(
        string id, string reviewId, ReviewPatch patch, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        return Answer(await grains.GetGrain<IReviewsGrain>(id).EditAsync(
            patch.ToEdit(reviewId, caller.UserId, caller.DisplayName), cancellationToken));
    }

    private static async Task<Results<Ok<ReviewHistoryResponse>, ApiProblem>> GetHistoryAsync(
        string id, string reviewId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var history = await grains.GetGrain<IReviewListGrain>(id).GetHistoryAsync(
            reviewId, Caller.Of(user).UserId, user.IsInRole(Roles.Operator), cancellationToken);
        return history.Outcome == ReviewOutcome.Done
            ? TypedResults.Ok(new ReviewHistoryResponse([.. history.Revisions.Select(ReviewRevisionBody.From)]))
            : ReviewProblems.From(new ReviewResult(history.Outcome, null, []));
    }

    private static async Task<Results<Ok<ReviewResponse>, ApiProblem>> VoteAsync(
        string id, string reviewId, ReviewVoteRequest request, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        request.IsHelpful is { } isHelpful
            ? Answer(await grains.GetGrain<IReviewsGrain>(id).VoteAsync(
                new CastReviewVote(reviewId, Caller.Of(user).UserId, isHelpful), cancellationToken))
            : ApiProblem.Invalid("isHelpful", "must be true or false");

    private static async Task<Results<Ok<ReviewResponse>, ApiProblem>> UnvoteAsync(
        string id, string reviewId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await grains.GetGrain<IReviewsGrain>(id).VoteAsync(
            new CastReviewVote(reviewId, Caller.Of(user).UserId, IsHelpful: null), cancellationToken));

    private static async Task<Results<Ok<ReviewResponse>, ApiProblem>> ReplyAsync(
        string id, string reviewId, ReviewReplyRequest request, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        Answer(await grains.GetGrain<IReviewsGrain>(id).ReplyAsync(
            new ReplyToReview(reviewId, Caller.Of(user).UserId, ReviewTexts.Clean(request.Text) ?? string.Empty), cancellationToken));

    private static Task<Results<Ok<ReviewResponse>, ApiProblem>> HideAsync(
        string id, string reviewId, ReviewReasonRequest request, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        SetHiddenAsync(id, reviewId, request, isHidden: true, user, grains, cancellationToken);

    private static Task<Results<Ok<ReviewResponse>, ApiProblem>> UnhideAsync(
        string id, string reviewId, ReviewReasonRequest request, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        SetHiddenAsync(id, reviewId, request, isHidden: false, user, grains, cancellationToken);

    private static async Task<Results<Ok<ReviewResponse>, ApiProblem>> SetHiddenAsync(
        string id, string reviewId, ReviewReasonRequest request, bool isHidden, ClaimsPrincipal user, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var reason = ReviewTexts.CleanLine(request.Reason) ?? string.Empty;
        return Answer(await grains.GetGrain<IReviewsGrain>(id).SetHiddenAsync(
            new HideReview(reviewId, Caller.Of(user).UserId, isHidden, reason), cancellationToken));
    }

    private static async Task<Ok<ReviewLogResponse>> ReadLogAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var acts = await grains.GetGrain<IReviewListGrain>(id).ReadLogAsync(cancellationToken);
        var names = await UserNames.FindAsync(grains, acts.Select(static act => act.ActorId), cancellationToken);
        return TypedResults.Ok(new ReviewLogResponse([.. acts.Select(act => new ReviewActBody(
            act.Sequence, act.At, act.ActorId, names.GetValueOrDefault(act.ActorId), act.Action, act.ReviewId, act.Reason))]));
    }

    private static Results<Ok<ReviewResponse>, ApiProblem> Answer(ReviewResult result) =>
        result is { Outcome: ReviewOutcome.Done, Review: { } review }
            ? TypedResults.Ok(ReviewResponse.From(review))
            : ReviewProblems.From(result);

    // The product is part of it: what a key led to once, it never leads to for another product.
    private static string NewIdOf(HttpContext context, string productId) => IdempotentRequest.KeyOf(context) is { } key
        ? NewId.Derived("rv", Caller.Of(context.User).UserId, $"{productId}\n{key}")
        : NewId.Review();

    private static ReviewSort? SortOf(string? sort) => sort switch
    {
        null or "helpful" => ReviewSort.Helpful,
        "newest" => ReviewSort.Newest,
        "highest" => ReviewSort.Highest,
        "lowest" => ReviewSort.Lowest,
        _ => null,
    };
}

internal static class ReviewProblems
{
    public static ApiProblem From(ReviewResult result) => result.Outcome switch
    {
        ReviewOutcome.NotFound => ApiProblem.NotFound(),
        ReviewOutcome.Invalid => ApiProblem.Invalid(result.Errors),
        ReviewOutcome.NotAuthor => ApiProblem.Forbidden(ProblemCodes.NotAuthor),
        ReviewOutcome.NotSeller => ApiProblem.Forbidden(ProblemCodes.NotOwner),
        ReviewOutcome.AlreadyReviewed => ApiProblem.Conflict(
            ProblemCodes.AlreadyReviewed, "You have reviewed this product and may edit that review."),
        ReviewOutcome.NotDelivered => ApiProblem.Refused(
            ProblemCodes.NotDelivered, "Only what was delivered with an order of yours can be reviewed."),
        ReviewOutcome.OwnReview => ApiProblem.Refused(ProblemCodes.OwnReview, "Nobody votes on what is their own."),
        ReviewOutcome.OwnProduct => ApiProblem.Refused(ProblemCodes.OwnProduct, "Nobody reviews what they sell."),
        ReviewOutcome.TooManyEdits => ApiProblem.Refused(ProblemCodes.TooManyEdits, "It was edited as often as can be."),
        _ => throw new InvalidOperationException($"Unexpected outcome {result.Outcome}."),
    };
}
