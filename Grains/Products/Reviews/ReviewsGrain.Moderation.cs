using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Grains.Products.Reviews;

/// <content>What operators do: written down first, then done.</content>
internal sealed partial class ReviewsGrain
{
    private Task<AuditTrail>? _trail;

    public async Task<ReviewResult> SetHiddenAsync(HideReview command, CancellationToken cancellationToken)
    {
        var errors = ReviewLimits.CheckReason(command.Reason);
        if (!errors.IsEmpty)
        {
            return new ReviewResult(ReviewOutcome.Invalid, null, errors);
        }

        if (await store.FindAsync(ProductId, [command.ReviewId], [], cancellationToken) is [var row] && row.IsHidden != command.IsHidden)
        {
            await WriteDownAsync(command, row.BuyerId);
        }

        return await RunAsync(new ReviewStep(
            desk =>
            {
                var known = desk.Find(command.ReviewId);
                return Put(desk, command.OperatorId, known, ReviewRules.SetHidden(known, command));
            },
            command.ReviewId));
    }

    private async Task WriteDownAsync(HideReview command, string authorId)
    {
        try
        {
            var trail = await (_trail ??= LoadTrailAsync());
            await trail.AppendAsync(new AuditRecord(
                clock.GetUtcNow(), command.OperatorId, command.IsHidden ? ReviewAudit.Hide : ReviewAudit.Unhide, authorId,
                command.ReviewId, command.Reason));
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<AuditTrail> LoadTrailAsync()
    {
        var trail = new AuditTrail(audit, ReviewAudit.ChainOf(ProductId));
        await trail.LoadAsync(CancellationToken.None);
        return trail;
    }
}

/// <summary>The names under which the audit log knows what is done to reviews.</summary>
internal static class ReviewAudit
{
    public const string Hide = "hide-review";

    public const string Unhide = "unhide-review";

    public static string ChainOf(string productId) => $"reviews/{productId}";
}
