using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

public sealed class ReviewEventsTests
{
    [Fact]
    public void Added_SaysWhatWasSaidAndNotByWhom()
    {
        var told = ReviewEvents.Added(ReviewSamples.Row());

        Assert.Equal(("review:rv-1", "review.added", "p-1"), (told.EventId, told.Type, told.SubjectId));
        using var data = JsonDocument.Parse(told.DataJson);
        Assert.Equal(4, data.RootElement.GetProperty("rating").GetInt32());
        Assert.Equal("Display u-1", data.RootElement.GetProperty("authorName").GetString());
        Assert.DoesNotContain("\"u-1\"", told.DataJson, StringComparison.Ordinal);
        Assert.DoesNotContain("o-1", told.DataJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Added_OfTheLongestText_CanBeTold()
    {
        var row = ReviewSamples.Row();
        var content = row.Body.Content with { Title = new string('好', ReviewLimits.TitleMax), Text = new string('好', ReviewLimits.TextMax) };

        Assert.True(ReviewEvents.Added(row with { Body = row.Body with { Content = content } }).DataJson.Length < WebhookLimits.DataLengthMax);
    }
}
