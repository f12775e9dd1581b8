using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Recommendations;

/// <summary>Whom a list names of those who are followed, as whoever asks for it sees it.</summary>
public sealed class FriendReasonTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync(
            services => services.Configure<ImpressionOptions>(options => options.TraceShare = 1), isAlone: true);
        await _host.Grains.StockAsync(6);
        await _host.Grains.RegisterAsync("ann");
        await _host.Grains.LikeAsync("ann", "p-1");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task WhatAFriendMerelyLookedAt_IsSuggestedWithoutAName()
    {
        await FollowAsync("bob");
        await ActAsync("bob", InteractionKind.View);

        var reasons = await ReasonsAsync();

        Assert.NotEmpty(reasons);
        Assert.DoesNotContain(reasons, reason => reason.Kind == ReasonKind.Friend || reason.UserId is not null);
        Assert.DoesNotContain(reasons, reason => reason.Text.Contains("bob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatAFriendBought_IsToldWithTheirWordOnly()
    {
        await FollowAsync("bob");
        await ActAsync("bob", InteractionKind.Purchase);
        Assert.DoesNotContain(await ReasonsAsync(), reason => reason.Kind == ReasonKind.Friend);

        await _host.Grains.User("bob").SetSharesPurchasesAsync(true);
        var named = Assert.Single(await ReasonsAsync(), reason => reason.Kind == ReasonKind.Friend);
        Assert.Equal(("bob", "Display bob bought this", FriendAct.Bought), (named.UserId, named.Text, named.Act));

        await _host.Grains.User("bob").SetInvisibleAsync(true);
        Assert.DoesNotContain(await ReasonsAsync(), reason => reason.Kind == ReasonKind.Friend);
    }

    [Fact]
    public async Task WhatThreeFriendsLookedAt_IsThatOfManyAndStaysSoInTheLog()
    {
        foreach (var friend in new[] { "bob", "cem", "dan" })
        {
            await FollowAsync(friend);
            await ActAsync(friend, InteractionKind.View);
        }

        var crowd = Assert.Single(await ReasonsAsync(), reason => reason.Kind == ReasonKind.Friend);

        Assert.Equal((null, "People you follow like this", FriendAct.Unknown), (crowd.UserId, crowd.Text, crowd.Act));
        await _host.Service<ImpressionBuffer>().FlushAsync(CancellationToken.None);
        var audit = _host.Grains.GetGrain<IRecommendationAuditGrain>("test");
        var report = await audit.RecomputeAsync(after: 0, RecomputeReport.LimitMax);
        Assert.Empty(report.Differences);
        Assert.True(report.Checked > 0);
    }

    private async Task FollowAsync(string friend)
    {
        await _host.Grains.RegisterAsync(friend);
        await _host.Grains.User("ann").FollowAsync(new FollowUser(friend, Shop.Now));
    }

    private async Task ActAsync(string userId, InteractionKind kind) => await _host.Grains.User(userId).RecordAsync(
        new RecordInteractions([new Interaction($"{userId}:{kind}", "p-5", kind, Shop.Now)]));

    private async Task<ImmutableArray<SuggestionReason>> ReasonsAsync()
    {
        var list = await _host.Grains.User("ann").GetSuggestionsAsync(new SuggestionRequest($"i-{Guid.NewGuid():N}", 20, null, []));
        return Assert.Single(list.Items, item => item.ProductId == "p-5").Reasons;
    }
}
