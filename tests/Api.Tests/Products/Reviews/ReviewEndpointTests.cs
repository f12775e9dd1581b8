using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Products.Reviews;

public sealed class ReviewEndpointTests(ReviewHost reviews) : IClassFixture<ReviewHost>
{
    private readonly TestHost _host = reviews.Host;

    [Fact]
    public async Task Review_FromDeliveryToTheProductPage()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var buyer = await _host.SignInAsync();
        using var other = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        var refused = await RefusedAsync(() => buyer.Reviews.AddAsync(product.ProductId, new NewReview("o-1", 5)));
        Assert.Equal((422, "not-delivered"), (refused.Status, refused.Code));

        var written = await reviews.WriteAsync(buyer, product, 4, "  Pours  well.\n\n\n\nA litre. ");
        var edited = await buyer.Reviews.EditAsync(product.ProductId, written.ReviewId, new ReviewChanges(Rating: 5));
        await merchant.Reviews.ReplyAsync(product.ProductId, written.ReviewId, "Thank you.");
        await other.Reviews.VoteAsync(product.ProductId, written.ReviewId, isHelpful: false);
        await other.Reviews.VoteAsync(product.ProductId, written.ReviewId, isHelpful: true);

        Assert.Equal(("Pours well.\n\nA litre.", 5, 1, true), (edited.Text, edited.Rating, edited.Edits, edited.IsOwn));
        var shown = Assert.Single((await other.Reviews.ListAsync(product.ProductId)).Items);
        Assert.Equal((1, 0, true, false), (shown.Helpful, shown.Unhelpful, shown.OwnVote, shown.IsOwn));
        Assert.Equal("Thank you.", shown.Reply!.Text);
        Assert.Equal([4, 5], (await buyer.Reviews.GetHistoryAsync(product.ProductId, written.ReviewId)).Select(revision => revision.Rating));
        Assert.Equal(written.ReviewId, (await buyer.Reviews.GetOwnAsync(product.ProductId)).ReviewId);
        Assert.Null((await other.Reviews.UnvoteAsync(product.ProductId, written.ReviewId)).OwnVote);
        var rated = await Eventually.GetAsync(
            () => other.GetProductAsync(product.ProductId), read => read.Rating is { Count: 1, Average: 5 });
        Assert.Equal([0L, 0, 0, 0, 1], rated.Rating!.Histogram);
    }

    [Fact]
    public async Task List_OfAnybody_ShowsNamesAndNoIds()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var buyer = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        await reviews.WriteAsync(buyer, product, 4);
        await merchant.Reviews.ReplyAsync(
            product.ProductId, (await buyer.Reviews.GetOwnAsync(product.ProductId)).ReviewId, "Thank you.");
        using var http = _host.CreateHttp();

        var text = await http.GetStringAsync($"api/v1/products/{product.ProductId}/reviews");

        Assert.DoesNotContain(buyer.Tokens!.UserId, text, StringComparison.Ordinal);
        Assert.DoesNotContain(merchant.Tokens!.UserId, text, StringComparison.Ordinal);
        Assert.DoesNotContain("o-1", text, StringComparison.Ordinal);
        Assert.Contains("\"authorName\":\"User ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WithAKeyAgain_IsTheSameReviewAndWithoutOneRefused()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var buyer = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        var second = await merchant.CreateProductAsync(Samples.Product());
        var first = await reviews.WriteAsync(buyer, product, 4, key: "k-1");

        var again = await reviews.WriteAsync(buyer, product, 4, key: "k-1");
        var refused = await RefusedAsync(() => reviews.WriteAsync(buyer, product, 4));
        var elsewhere = await reviews.WriteAsync(buyer, second, 4, key: "k-2");

        Assert.Equal(first.ReviewId, again.ReviewId);
        Assert.Equal((409, "already-reviewed"), (refused.Status, refused.Code));
        Assert.NotEqual(first.ReviewId, elsewhere.ReviewId);
    }

    [Fact]
    public async Task Authorisation_EverybodyDoesTheirOwnAndNoMore()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var rival = await _host.SignInAsync(Roles.Merchant);
        using var buyer = await _host.SignInAsync();
        using var stranger = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        var id = product.ProductId;
        var review = (await reviews.WriteAsync(buyer, product, 4)).ReviewId;
        using var nobody = _host.CreateClient();

        await RefusedAsync(403, "not-author", () => stranger.Reviews.EditAsync(id, review, new ReviewChanges(Rating: 1)));
        await RefusedAsync(403, "not-author", () => merchant.Reviews.GetHistoryAsync(id, review));
        await RefusedAsync(403, "not-owner", () => rival.Reviews.ReplyAsync(id, review, "Buy mine."));
        await RefusedAsync(403, "not-owner", () => buyer.Reviews.ReplyAsync(id, review, "Hm."));
        await RefusedAsync(422, "own-review", () => buyer.Reviews.VoteAsync(id, review, isHelpful: true));
        await RefusedAsync(422, "own-review", () => merchant.Reviews.VoteAsync(id, review, isHelpful: false));
        await RefusedAsync(422, "own-product", () => reviews.WriteAsync(merchant, product, 5));
        await RefusedAsync(403, "forbidden", () => merchant.Reviews.SetHiddenAsync(id, review, true, "I do not like it."));
        await RefusedAsync(401, "unauthenticated", () => nobody.Reviews.VoteAsync(id, review, isHelpful: true));
        await RefusedAsync(401, "unauthenticated", () => nobody.Reviews.AddAsync(id, new NewReview("o-1", 5)));
        await RefusedAsync(404, "not-found", () => stranger.Reviews.VoteAsync(id, "rv_none", isHelpful: true));
        await RefusedAsync(404, "not-found", () => reviews.WriteAsync(buyer, product with { ProductId = "p_none" }, 5));
        await RefusedAsync(404, "not-found", () => nobody.Reviews.ListAsync("p_none"));
        using var http = _host.CreateHttp(merchant.Tokens!.AccessToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync($"api/v1/products/{id}/reviews?hidden=true")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync($"api/v1/products/{id}/reviews/log")).StatusCode);
    }

    [Fact]
    public async Task Hide_ByAnOperator_IsAuditedAndGoneForEverybodyElse()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var op = await _host.SignInAsync(Roles.Operator);
        using var buyer = await _host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        var id = product.ProductId;
        var review = (await reviews.WriteAsync(buyer, product, 1)).ReviewId;
        using var http = _host.CreateHttp(op.Tokens!.AccessToken);
        await RefusedAsync(400, "invalid", () => op.Reviews.SetHiddenAsync(id, review, true, " "));

        await op.Reviews.SetHiddenAsync(id, review, true, "Insults.");

        Assert.Empty((await buyer.Reviews.ListAsync(id)).Items);
        Assert.True((await buyer.Reviews.GetOwnAsync(id)).IsHidden);
        await RefusedAsync(404, "not-found", () => merchant.Reviews.VoteAsync(id, review, isHelpful: true));
        var hidden = await http.GetFromJsonAsync<JsonElement>($"api/v1/products/{id}/reviews?hidden=true&sort=newest");
        Assert.True(Assert.Single(hidden.GetProperty("items").EnumerateArray()).GetProperty("isHidden").GetBoolean());
        var log = await http.GetFromJsonAsync<JsonElement>($"api/v1/products/{id}/reviews/log");
        var act = Assert.Single(log.GetProperty("items").EnumerateArray());
        Assert.Equal(("hide-review", "Insults.", review), (Text(act, "action"), Text(act, "reason"), Text(act, "reviewId")));
        await op.Reviews.SetHiddenAsync(id, review, false, "A mistake.");
        Assert.Single((await buyer.Reviews.ListAsync(id)).Items);

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    public static TheoryData<string, string> BadBodies() => new()
    {
        { """{"orderId":"o-1","rating":0}""", "rating" },
        { """{"orderId":"o-1","rating":6}""", "rating" },
        { """{"orderId":"o-1"}""", "rating" },
        { """{"rating":5}""", "orderId" },
        { """{"orderId":"no spaces","rating":5}""", "orderId" },
        { """{"orderId":"o-1","rating":5,"imageUrls":["http://a.example/1.png"]}""", "imageUrls" },
        { """{"orderId":"o-1","rating":5,"imageUrls":[null]}""", "imageUrls" },
        { """{"orderId":"o-1","rating":5,"imageUrls":["/1","/2","/3","/4","/5","/6"]}""", "imageUrls" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Add_OfWhatCannotBe_NamesTheField(string body, string field)
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var http = _host.CreateHttp(merchant.Tokens!.AccessToken);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync($"api/v1/products/{product.ProductId}/reviews", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("sort=best")]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=n.0.5")]
    [InlineData("cursor=f.1")]
    [InlineData("sort=newest&cursor=f.1.2")]
    [InlineData("hidden=perhaps")]
    public async Task List_OfWhatCannotBe_IsRefused(string query)
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var http = _host.CreateHttp();

        using var answer = await http.GetAsync($"api/v1/products/{product.ProductId}/reviews?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task List_PageByPage_ShowsEachOnce()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        for (var number = 1; number <= 5; number++)
        {
            using var buyer = await _host.SignInAsync();
            await reviews.WriteAsync(buyer, product, number);
        }

        foreach (var (sort, expected) in new[] { (ReviewSort.Highest, "54321"), (ReviewSort.Lowest, "12345"), (ReviewSort.Newest, "54321") })
        {
            var shown = string.Empty;
            string? cursor = null;
            do
            {
                var page = await merchant.Reviews.ListAsync(product.ProductId, sort, limit: 2, cursor);
                shown += string.Concat(page.Items.Select(review => review.Rating));
                cursor = page.NextCursor;
            }
            while (cursor is not null);

            Assert.Equal(expected, shown);
        }
    }

    private static async Task RefusedAsync(int status, string code, Func<Task> call)
    {
        var refused = await RefusedAsync(call);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    private static Task<ApiException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<ApiException>(call);
}
