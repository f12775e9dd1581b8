using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Recommendations;

/// <summary>What must not be suggested is not, from the moment that it is so.</summary>
public sealed class SuggestionFilterTests : IAsyncLifetime
{
    private readonly FailingCalls _failing = new();
    private readonly FixedVariant _variant = new();
    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync(services =>
        {
            services.AddSingleton<IIncomingGrainCallFilter>(_failing);
            services.AddSingleton<IVariantSource>(_variant);
            services.Configure<RecommendationOptions>(options => options.RetrieverDeadline = TimeSpan.FromMilliseconds(100));
        });
        await _host.Grains.StockAsync(8);
    }

    public async Task DisposeAsync()
    {
        _failing.Release();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Suggest_SoldOutOrHidden_IsLeftOutUntilItIsBack()
    {
        await UpdateAsync("p-2", new UpdateProduct(ProductSamples.Seller, Stock: 0));
        await UpdateAsync("p-3", new UpdateProduct(ProductSamples.Seller, IsHidden: true));

        Assert.Equal(["p-2", "p-3"], Products(8).Except(await _host.Grains.SuggestAsync("u-1")).Order());

        await UpdateAsync("p-2", new UpdateProduct(ProductSamples.Seller, Stock: 1));
        await UpdateAsync("p-3", new UpdateProduct(ProductSamples.Seller, IsHidden: false));

        Assert.Equal(Products(8), (await _host.Grains.SuggestAsync("u-1")).Order());
    }

    [Fact]
    public async Task Suggest_BlockedSeller_IsHiddenBothWaysAndAfterARestart()
    {
        await _host.Grains.RegisterAsync("seller");
        await _host.Grains.RegisterAsync("u-1");
        await _host.Grains.Product("mine").CreateAsync(new CreateProduct("u-1", ProductSamples.Details(), Shop.Now));
        Assert.Contains("mine", await _host.Grains.SuggestAsync("seller"));

        Assert.Equal(BlockStatus.Done, (await BlockAsync("u-1", "seller")).Status);

        Assert.Equal(["mine"], await _host.Grains.SuggestAsync("u-1"));
        Assert.DoesNotContain("mine", await _host.Grains.SuggestAsync("seller"));

        await _host.RestartAsync();

        Assert.Equal(["mine"], await _host.Grains.SuggestAsync("u-1"));
        Assert.DoesNotContain("mine", await _host.Grains.SuggestAsync("seller"));

        await _host.Grains.User("u-1").UnblockAsync(new BlockUser("seller"));

        Assert.Contains("p-1", await _host.Grains.SuggestAsync("u-1"));
        Assert.Contains("mine", await _host.Grains.SuggestAsync("seller"));
    }

    [Fact]
    public async Task Suggest_BlockedFriend_IsNoReasonAnyMore()
    {
        await _host.Grains.RegisterAsync("friend");
        await _host.Grains.User("friend").SetSharesPurchasesAsync(true);
        await _host.Grains.RegisterAsync("u-1");
        await _host.Grains.LikeAsync("friend", "p-5");
        await _host.Grains.User("u-1").FollowAsync(new FollowUser("friend", Shop.Now));
        Assert.Contains((await ListAsync("u-1")).Items, item => item.Reasons.Any(reason => reason.UserId == "friend"));

        await BlockAsync("friend", "u-1");

        Assert.DoesNotContain((await ListAsync("u-1")).Items, item => item.Reasons.Any(reason => reason.UserId == "friend"));
    }

    [Fact]
    public async Task Block_OneselfOrNobody_IsRefused()
    {
        Assert.Equal(BlockStatus.Self, (await BlockAsync("u-1", "u-1")).Status);
        Assert.Equal(BlockStatus.UnknownUser, (await BlockAsync("u-1", "nobody")).Status);
    }

    [Fact]
    public async Task Suggest_NotInterested_RemovesItAtOnceAndHalvesWhatIsLikeIt()
    {
        await _host.Grains.Product("book").CreateAsync(ProductSamples.Create("Atlas", "books"));
        for (var user = 1; user <= 3; user++)
        {
            await _host.Grains.LikeAsync($"fan-{user}", "p-1", "p-2", "book");
        }

        await _host.SettleAsync();
        var before = await ListAsync("u-1");

        await _host.Grains.User("u-1").RecordAsync(new RecordInteractions(
            [Shop.Like("u-1", "p-1") with { Kind = InteractionKind.Dismiss }]));
        var after = await ListAsync("u-1");

        Assert.Contains(before.Items, item => item.ProductId == "p-1");
        Assert.DoesNotContain(after.Items, item => item.ProductId == "p-1");
        Assert.True(ScoreOf(after, "p-2") <= ScoreOf(before, "p-2") / 2);
        Assert.All(after.Items, item => Assert.True(item.Score <= ScoreOf(before, item.ProductId) / 2));
        await _host.RestartAsync();
        Assert.Equal(after.Items.Select(item => item.ProductId).Order(), (await _host.Grains.SuggestAsync("u-1")).Order());
    }

    [Theory]
    [InlineData("IProductGrain.GetNeighboursAsync", false)]
    [InlineData("IProductGrain.GetSuccessorsAsync", false)]
    [InlineData("IUserGrain.GetRecentAsync", false)]
    [InlineData("ITrendGrain.GetPoolAsync", false)]
    [InlineData("IRoomGrain.GetHotAsync", false)]
    [InlineData("IExplorationGrain.GetTrialsAsync", false)]
    [InlineData("IProductGrain.GetNeighboursAsync", true)]
    [InlineData("IProductGrain.GetSuccessorsAsync", true)]
    [InlineData("IUserGrain.GetRecentAsync", true)]
    [InlineData("ITrendGrain.GetPoolAsync", true)]
    [InlineData("IRoomGrain.GetHotAsync", true)]
    [InlineData("IExplorationGrain.GetTrialsAsync", true)]
    public async Task Suggest_OneSourceDeadOrHanging_TheOthersAnswer(string dead, bool isHanging)
    {
        await _host.Grains.RegisterAsync("friend");
        await _host.Grains.LikeAsync("friend", "p-1", "p-2");
        await _host.Grains.LikeAsync("u-1", "p-1");
        await _host.Grains.User("u-1").FollowAsync(new FollowUser("friend", Shop.Now));
        await _host.SettleAsync();
        (_failing.Target, _failing.IsHanging) = (dead, isHanging);

        var list = await _host.Grains.User("u-1").GetSuggestionsAsync(new SuggestionRequest("i-1", 20, "room", []));

        Assert.Contains(list.Items, item => item.ProductId == "p-2");
    }

    [Fact]
    public async Task Suggest_NewUserAfterTheFirstEvent_IsAnotherList()
    {
        await _host.Grains.Product("book").CreateAsync(ProductSamples.Create("Atlas", "books"));
        await _host.Grains.Product("novel").CreateAsync(ProductSamples.Create("Novel", "books"));
        var before = await _host.Grains.SuggestAsync("u-new");

        await _host.Grains.LikeAsync("u-new", "book");
        var after = await _host.Grains.SuggestAsync("u-new");

        Assert.NotEqual(before.Where(id => id != "book"), after);
        Assert.Equal("novel", after[0]);
    }

    [Fact]
    public async Task Suggest_WhatOthersTouchedNext_ComesBeforeWhatTheyTouchedBefore()
    {
        for (var user = 1; user <= 5; user++)
        {
            await _host.Grains.LikeAsync($"fan-{user}", "p-3", "p-1", "p-2");
        }

        await _host.SettleAsync();
        _variant.Choice = new VariantChoice("next", RecommenderParameters.All
            .Where(parameter => parameter.Name.StartsWith("retriever.", StringComparison.Ordinal) && parameter.Name != "retriever.sequence")
            .ToImmutableDictionary(parameter => parameter.Name, _ => 0.0));
        await _host.Grains.LikeAsync("u-1", "p-1");

        var list = await ListAsync("u-1");

        Assert.Equal(["p-2", "p-3"], list.Items.Select(item => item.ProductId));
        Assert.Equal("p-1", Assert.Single(list.Items[0].Reasons).ProductId);
    }

    [Fact]
    public async Task Suggest_SourceOfVariantsFails_IsTheDefault()
    {
        _variant.Choice = null;

        var list = await ListAsync("u-1");

        Assert.Equal("default", list.Variant);
        Assert.Equal(8, list.Items.Length);
    }

    [Fact]
    public async Task Suggest_Variant_IsNamedAndChangesTheRetrievers()
    {
        await _host.Grains.LikeAsync("friend", "p-1");
        await _host.SettleAsync();
        _variant.Choice = new VariantChoice(
            "popular", ImmutableDictionary<string, double>.Empty.Add("retriever.explore", 0).Add("retriever.taste", 0));

        var list = await ListAsync("u-1");

        Assert.Equal("popular", list.Variant);
        Assert.Equal("p-1", Assert.Single(list.Items).ProductId);
    }

    private static IEnumerable<string> Products(int count) => Enumerable.Range(1, count).Select(number => $"p-{number}");

    private static double ScoreOf(SuggestionList list, string productId) =>
        list.Items.Single(item => item.ProductId == productId).Score;

    private async Task UpdateAsync(string productId, UpdateProduct command) =>
        Assert.Equal(ProductStatus.Done, (await _host.Grains.Product(productId).UpdateAsync(command)).Status);

    private Task<BlockResult> BlockAsync(string userId, string blockedId) =>
        _host.Grains.User(userId).BlockAsync(new BlockUser(blockedId));

    private Task<SuggestionList> ListAsync(string userId) =>
        _host.Grains.User(userId).GetSuggestionsAsync(new SuggestionRequest("i-1", 20, null, []));

    private sealed class FixedVariant : IVariantSource
    {
        public VariantChoice? Choice { get; set; } = VariantChoice.Default;

        public ValueTask<VariantChoice> GetAsync(string userId, string? roomId, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Choice ?? throw new InvalidOperationException("No variants today."));
    }
}
