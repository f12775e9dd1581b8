using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Recommendations;

public sealed class TasteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Taste_IsShownEditedAndForgotten()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product("Taste pot") with { Category = "茶具 & 咖啡/杯" });
        await shopper.TrackAsync([new Interaction(product.ProductId, InteractionKind.Like)]);

        var taste = await shopper.Taste.GetAsync();
        var category = Assert.Single(taste.Interests, interest => interest.Kind == "category");
        Assert.Equal(("茶具 & 咖啡/杯", 1.0, "like", product.ProductId), (
            category.Name, category.Weight, category.Because.Act, Assert.Single(category.Because.Products).ProductId));

        await shopper.Taste.RemoveAsync("category", category.Name);
        await shopper.Taste.RemoveAsync("category", category.Name);
        taste = await shopper.Taste.GetAsync();
        Assert.Empty(taste.Interests);
        Assert.Equal(category.Name, Assert.Single(taste.Removed).Name);

        await shopper.Taste.RestoreAsync("category", category.Name);
        Assert.Equal(3, (await shopper.Taste.GetAsync()).Interests.Count);

        await shopper.Taste.ForgetAsync();
        taste = await shopper.Taste.GetAsync();
        Assert.Empty(taste.Interests);
        Assert.NotNull(taste.ForgottenAt);
    }

    [Fact]
    public async Task Personalisation_Off_TheNextAnswerIsThatOfEverybodyElse()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var first = await host.SignInAsync();
        using var second = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product("Switch pot"));
        await first.TrackAsync([new Interaction(product.ProductId, InteractionKind.Like)]);

        await first.Taste.SetPersonalisedAsync(false);
        await second.Taste.SetPersonalisedAsync(false);

        var list = await first.GetSuggestionsAsync();
        Assert.Equal("non-personal", list.Variant);
        Assert.Contains(product.ProductId, list.Items.Select(item => item.ProductId));
        Assert.Equal(list.Items.Select(item => item.ProductId), (await second.GetSuggestionsAsync()).Items.Select(item => item.ProductId));
        Assert.False((await first.Taste.GetAsync()).Personalised);

        await first.Taste.SetPersonalisedAsync(true);
        Assert.DoesNotContain(product.ProductId, (await first.GetSuggestionsAsync()).Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task Remove_WhatIsNone_IsNotFound()
    {
        using var shopper = await host.SignInAsync();

        await RefusedAsync(404, () => shopper.Taste.RemoveAsync("colour", "red"));
        await RefusedAsync(404, () => shopper.Taste.RemoveAsync("product", "nothing"));
        await RefusedAsync(404, () => shopper.Taste.RemoveAsync("brand", new string('x', 65)));
        using var guest = host.CreateClient();
        await RefusedAsync(401, () => guest.Taste.GetAsync());
    }

    private static async Task RefusedAsync(int status, Func<Task> act) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<ApiException>(act)).Status);
}
