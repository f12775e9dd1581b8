using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Users;

/// <summary>What a user decides of the shop's picture of them holds from the next answer on, and for good.</summary>
public sealed class TasteEditTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IUserGrain Ann => _host.Grains.User("ann");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(6);
        for (var number = 1; number <= 6; number++)
        {
            var details = ProductSamples.Details($"Atlas {number}", "books") with { Brand = number <= 3 ? "Mercator" : "Blaeu" };
            await _host.Grains.Product($"b-{number}").CreateAsync(new CreateProduct(ProductSamples.Seller, details, Shop.Now));
        }

        await _host.Grains.RegisterAsync("ann");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Describe_SaysWhatSuggestionsAreMadeOf()
    {
        await _host.Grains.LikeAsync("ann", "p-1", "b-1", "b-2");
        await ActAsync("b-2", InteractionKind.Purchase);

        var report = await Ann.DescribeTasteAsync();

        Assert.True(report.IsPersonalised);
        var books = Assert.Single(report.Interests, interest => interest.Interest == new Interest(InterestKind.Category, "books"));
        Assert.True(books.Weight > 0.5);
        Assert.Equal(InteractionKind.Purchase, books.Act);
        Assert.Equal(["Atlas 2", "Atlas 1"], books.Sources.Select(source => source.Title));
        Assert.Equal(["Mercator", "Brand"], report.Interests.Where(entry => entry.Interest.Kind == InterestKind.Brand).Select(entry => entry.Title));
        Assert.Equal(["b-2", "b-1", "p-1"], report.Interests.Where(entry => entry.Interest.Kind == InterestKind.Product).Select(entry => entry.Interest.Name));
        Assert.All(report.Interests.GroupBy(entry => entry.Interest.Kind), kind => Assert.InRange(kind.Sum(entry => entry.Weight), 0.99, 1.01));
    }

    [Fact]
    public async Task Remove_ACategory_SuggestsNothingOfItAndNothingBecauseOfIt_UntilRestored()
    {
        await _host.Grains.LikeAsync("bob", "b-1", "p-5", "b-2");
        await _host.SettleAsync();
        await _host.Grains.LikeAsync("ann", "b-1");
        Assert.Equal("b-2", (await ListAsync())[0].ProductId);
        var books = new Interest(InterestKind.Category, "books");

        Assert.Equal(TasteEditStatus.Done, (await Ann.RemoveInterestAsync(books)).Status);

        async Task CheckAsync()
        {
            var list = await ListAsync();
            Assert.Equal(6, list.Length);
            Assert.All(list, item => Assert.StartsWith("p-", item.ProductId, StringComparison.Ordinal));
            Assert.DoesNotContain(list, item => item.Reasons.Any(reason => reason.ProductId == "b-1"));
            var report = await Ann.DescribeTasteAsync();
            Assert.Empty(report.Interests);
            Assert.Equal(books, Assert.Single(report.Removed).Interest);
        }

        await CheckAsync();
        await _host.RestartAsync();
        await CheckAsync();

        // Acting in it again does not bring it back; saying so does.
        await _host.Grains.LikeAsync("ann", "b-3");
        await CheckAsync();
        await Ann.RestoreInterestAsync(books);
        Assert.Contains(await ListAsync(), item => item.ProductId == "b-2");
    }

    [Fact]
    public async Task Remove_ABrandOrAProduct_TakesThatOutAlone()
    {
        await _host.Grains.LikeAsync("ann", "b-1", "b-4");

        await Ann.RemoveInterestAsync(new Interest(InterestKind.Brand, "Mercator"));

        var left = (await ListAsync()).Select(item => item.ProductId).ToList();
        Assert.Contains("b-5", left);
        Assert.DoesNotContain("b-2", left);
        await Ann.RemoveInterestAsync(new Interest(InterestKind.Product, "b-4"));
        var report = await Ann.DescribeTasteAsync();
        Assert.Empty(report.Interests);
        Assert.Equal(["Atlas 4", "Mercator"], report.Removed.Select(removed => removed.Title));
        Assert.Equal(TasteEditStatus.NotFound, (await Ann.RemoveInterestAsync(new Interest(InterestKind.Product, "nothing"))).Status);
    }

    [Fact]
    public async Task Forget_LeavesSomebodyNew_AlsoAfterARestart()
    {
        await _host.Grains.LikeAsync("ann", "b-1", "b-2");
        await ActAsync("b-3", InteractionKind.Dismiss);
        await Ann.RemoveInterestAsync(new Interest(InterestKind.Category, "kitchen"));
        var stranger = await _host.Grains.SuggestAsync("stranger");

        await Ann.ForgetTasteAsync();

        Assert.Equal(stranger.Order(), (await _host.Grains.SuggestAsync("ann")).Order());
        Assert.Empty(await Ann.GetRecentAsync(50));
        await _host.RestartAsync();
        Assert.Equal(stranger.Order(), (await _host.Grains.SuggestAsync("ann")).Order());
        Assert.NotNull((await Ann.DescribeTasteAsync()).ForgottenAt);

        // What comes after counts as ever, and the log has everything.
        await _host.Grains.LikeAsync("ann", "b-4");
        Assert.Equal("b-4", Assert.Single(await Ann.GetRecentAsync(50)).ProductId);
        Assert.Equal(4, (await _host.Log.ReadUserTailAsync("ann", 0, 10, default)).Count);
    }

    [Fact]
    public async Task Personalisation_Off_IsTheSameListForEverybody_UntilItIsOnAgain()
    {
        await _host.Grains.RegisterAsync("bob");
        await _host.Grains.RegisterAsync("cat");
        await _host.Grains.User("ann").FollowAsync(new FollowUser("cat", Shop.Now));
        await _host.Grains.LikeAsync("cat", "p-2", "b-3");
        await _host.Grains.LikeAsync("ann", "b-1", "b-2");
        await _host.Grains.LikeAsync("bob", "p-1", "p-4");
        await ActAsync("p-3", InteractionKind.Dismiss);
        await _host.SettleAsync();
        var own = await ListAsync();

        foreach (var user in new[] { "ann", "bob", "new" })
        {
            await _host.Grains.User(user).SetPersonalisedAsync(false);
        }

        var lists = new List<SuggestionList>();
        foreach (var user in new[] { "ann", "bob", "new", "ann" })
        {
            lists.Add(await _host.Grains.User(user).GetSuggestionsAsync(new SuggestionRequest($"i-{lists.Count}", 20, null, [])));
        }

        Assert.All(lists, list => Assert.Equal("non-personal", list.Variant));
        Assert.All(lists, list => Assert.Equal(lists[0].Items.Select(item => item.ProductId), list.Items.Select(item => item.ProductId)));
        Assert.All(lists.SelectMany(list => list.Items).SelectMany(item => item.Reasons), reason =>
            Assert.Contains(reason.Kind, new[] { ReasonKind.Trending, ReasonKind.Explore }));
        Assert.Equal(12, lists[0].Items.Length);
        Assert.Empty((await Ann.GetTasteAsync()).Liked);
        await _host.RestartAsync();
        Assert.False(await Ann.IsPersonalisedAsync());

        await Ann.SetPersonalisedAsync(true);
        Assert.Equal(own.Select(item => item.ProductId).Order(), (await ListAsync()).Select(item => item.ProductId).Order());
    }

    [Fact]
    public void Remove_MoreThanThereMayBe_IsRefused()
    {
        var state = new UserState();
        for (var number = 0; number < TasteLimits.RemovedMax; number++)
        {
            state = TasteRules.Remove(state, Removed(number)).Next;
        }

        Assert.Equal((state, TasteEditStatus.TooMany), TasteRules.Remove(state, Removed(-1)));
        Assert.Equal((state, TasteEditStatus.Done), TasteRules.Remove(state, Removed(0)));
        Assert.Equal(TasteLimits.RemovedMax - 1, TasteRules.Restore(state, Removed(0).Interest).RemovedInterests.Length);
    }

    private static RemovedInterest Removed(int number) => new(new Interest(InterestKind.Brand, $"Brand {number}"), "Brand", Shop.Now);

    private Task<RecordResult> ActAsync(string productId, InteractionKind kind) => Ann.RecordAsync(new RecordInteractions(
        [Shop.Like("ann", productId) with { Kind = kind, EventId = $"{kind}:{productId}" }]));

    private async Task<Suggestion[]> ListAsync() =>
        [.. (await Ann.GetSuggestionsAsync(new SuggestionRequest("i-1", 20, null, []))).Items];
}
