using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Api.Tests.Rooms;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Interactions;

public sealed class InteractionTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Track_MixedItems_AnswersEachInOrder()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());

        var results = await merchant.TrackAsync(
        [
            new Interaction(product.ProductId, InteractionKind.View, "e1"),
            new Interaction("no-such-product", InteractionKind.View, "e2"),
            new Interaction(product.ProductId, InteractionKind.Rating, "e3", Value: 9),
            new Interaction(product.ProductId, InteractionKind.Like),
        ]);
        var again = await merchant.TrackAsync([new Interaction(product.ProductId, InteractionKind.View, "e1")]);

        Assert.Equal(["recorded", "unknownProduct", "invalid", "recorded"], results.Select(result => result.Status));
        Assert.Equal(("duplicate", results[0].Offset), (again[0].Status, again[0].Offset));
    }

    [Fact]
    public async Task Suggestions_AfterAnInteraction_ReflectIt()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var fan = await host.SignInAsync();
        using var newcomer = await host.SignInAsync();
        var cup = await merchant.CreateProductAsync(Samples.Product("Cup"));
        var saucer = await merchant.CreateProductAsync(Samples.Product("Saucer"));
        await fan.TrackAsync([new Interaction(cup.ProductId, InteractionKind.Purchase), new Interaction(saucer.ProductId, InteractionKind.Purchase)]);

        await newcomer.TrackAsync([new Interaction(cup.ProductId, InteractionKind.Click)]);
        var suggestions = await newcomer.GetSuggestionsAsync(limit: 50);

        Assert.Equal(suggestions.Items.Count, suggestions.Items.Select(item => item.ProductId).Distinct().Count());
        Assert.All(suggestions.Items, item => Assert.NotEmpty(item.Reasons));
        Assert.Contains(suggestions.Items, item => item.ProductId == saucer.ProductId);
        var without = await newcomer.GetSuggestionsAsync(limit: 50, exclude: [saucer.ProductId]);
        Assert.DoesNotContain(without.Items, item => item.ProductId == saucer.ProductId);
    }

    [Fact]
    public async Task Track_OverTheHub_PushesNewSuggestions()
    {
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var product = await merchant.CreateProductAsync(Samples.Product());
        await merchant.CreateProductAsync(Samples.Product("Another"));
        var room = await merchant.CreateRoomAsync(new NewRoom("A room", [product.ProductId]));
        await using var viewer = await Viewer.JoinAsync(merchant, room.RoomId);

        var results = await viewer.Live.TrackAsync([new Interaction(product.ProductId, InteractionKind.Like, RoomId: room.RoomId)]);

        Assert.Equal("recorded", Assert.Single(results).Status);
        var pushed = await viewer.Suggestions.Reader.FirstAsync(suggestions => suggestions.Items.Count > 0);
        Assert.All(pushed.Items, item => Assert.NotEmpty(item.Reasons));
    }
}
