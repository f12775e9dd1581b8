namespace SocialCommerce.Grains.Interfaces.Products.Reviews;

/// <summary>Bounds of a review's fields; the Api and the grain ask the same checks.</summary>
public static class ReviewLimits
{
    public const int RatingMin = 1;

    public const int RatingMax = 5;

    public const int TitleMax = 120;

    public const int TextMax = 4_000;

    public const int ReplyMax = 2_000;

    public const int ReasonMax = 200;

    public const int ImagesMax = 5;

    /// <summary>All states are kept, so there is an end to them.</summary>
    public const int EditsMax = 20;

    public static ImmutableArray<FieldError> Check(ReviewContent content) => new FieldChecks()
        .Add(content.Rating is < RatingMin or > RatingMax, "rating", $"must be from {RatingMin} to {RatingMax}")
        .Text(content.Title, "title", TitleMax, isRequired: false)
        .Text(content.Text, "text", TextMax, isRequired: false)
        .Add(content.ImageUrls.Length > ImagesMax, "imageUrls", $"must be at most {ImagesMax}")
        .Add(
            !content.ImageUrls.All(static url => !string.IsNullOrEmpty(url) && ProductLimits.IsImageUrl(url)),
            "imageUrls",
            "must be https or site-relative addresses")
        .Errors;

    public static ImmutableArray<FieldError> CheckReply(string text) => new FieldChecks().Text(text, "text", ReplyMax).Errors;

    public static ImmutableArray<FieldError> CheckReason(string reason) => new FieldChecks().Text(reason, "reason", ReasonMax).Errors;
}
