using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Products.Reviews;

/// <summary>With orders as they are: a review waits for the delivery.</summary>
public sealed class ReviewOfOrderTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Review_OfAnOrder_IsTakenWhenItHasArrivedAndFromItsBuyerAlone()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var buyer = await host.SignInAsync();
        using var other = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product());
        using var buying = host.CreateHttp(buyer.Tokens!.AccessToken);
        using var selling = host.CreateHttp(merchant.Tokens!.AccessToken);

        var placed = await SendAsync(buying, "orders", new { items = new[] { new { productId = product.ProductId, quantity = 1 } } });
        var orderId = placed.GetProperty("orderId").GetString()!;
        await RefusedAsync(() => buyer.Reviews.AddAsync(product.ProductId, new NewReview(orderId, 5)));
        await SendAsync(buying, $"orders/{orderId}/pay", new { });
        await SendAsync(selling, $"sellers/me/orders/{orderId}/ship", new { carrier = "Post" });
        await RefusedAsync(() => buyer.Reviews.AddAsync(product.ProductId, new NewReview(orderId, 5)));
        await SendAsync(selling, $"sellers/me/orders/{orderId}/deliver", new { });

        await RefusedAsync(() => other.Reviews.AddAsync(product.ProductId, new NewReview(orderId, 1)));
        var review = await buyer.Reviews.AddAsync(product.ProductId, new NewReview(orderId, 5));

        Assert.Equal(5, review.Rating);
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync($"api/v1/{path}", body);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ApiException>(call);
        Assert.Equal((422, "not-delivered"), (refused.Status, refused.Code));
    }
}
