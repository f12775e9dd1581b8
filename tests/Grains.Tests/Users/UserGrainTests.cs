using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Users;

public sealed class UserGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(8);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Record_ThenSuggest_ReflectsTheInteractionAtOnce()
    {
        Assert.Contains("p-3", await _host.Grains.SuggestAsync("u-1"));

        await _host.Grains.LikeAsync("u-1", "p-3");

        Assert.DoesNotContain("p-3", await _host.Grains.SuggestAsync("u-1"));
        var recent = await _host.Grains.User("u-1").GetRecentAsync(10);
        Assert.Equal(("p-3", InteractionKind.Like, Shop.Now), recent.Select(item => (item.ProductId, item.Kind, item.At)).Single());
    }

    [Fact]
    public async Task Record_TheSameEventTwice_IsADuplicateAtTheFirstOffset()
    {
        var first = await _host.Grains.LikeAsync("u-1", "p-1", "p-2");

        var again = await _host.Grains.LikeAsync("u-1", "p-2", "p-3", "p-3");

        Assert.Equal([InteractionStatus.Recorded, InteractionStatus.Recorded], first.Results.Select(result => result.Status));
        Assert.Equal(
            [InteractionStatus.Duplicate, InteractionStatus.Recorded, InteractionStatus.Duplicate],
            again.Results.Select(result => result.Status));
        Assert.Equal(first.Results[1].Offset, again.Results[0].Offset);
        Assert.Equal(again.Results[1].Offset, again.Results[2].Offset);
        await _host.SettleAsync();
        Assert.Equal(1, await _host.Grains.LikesOfAsync("p-2"));
        Assert.Equal(1, await _host.Grains.LikesOfAsync("p-3"));
    }

    [Fact]
    public async Task Record_GoodAndBadItems_AnswersEachAndWritesTheGood()
    {
        var command = new RecordInteractions(
        [
            Shop.Like("u-1", "p-1"),
            Shop.Like("u-1", "nothing"),
            Shop.Like("u-1", "p-2") with { Kind = InteractionKind.Unknown },
            Shop.Like("u-1", "bad id"),
            Shop.Like("u-1", "p-2") with { Kind = InteractionKind.Rating, Value = 6 },
            Shop.Like("u-1", "p-2"),
        ]);

        var result = await _host.Grains.User("u-1").RecordAsync(command);

        Assert.Equal(
            [
                InteractionStatus.Recorded, InteractionStatus.UnknownProduct, InteractionStatus.Invalid,
                InteractionStatus.Invalid, InteractionStatus.Invalid, InteractionStatus.Recorded,
            ],
            result.Results.Select(item => item.Status));
        Assert.Equal([true, false, false, false, false, true], result.Results.Select(item => item.Offset is not null));
        Assert.Equal(2, await _host.Log.ReadHeadAsync(Partitions.Of("u-1"), default));
    }

    [Fact]
    public async Task Suggest_WhatOthersTouchedTogether_IsSimilarWithItsReason()
    {
        for (var user = 1; user <= 5; user++)
        {
            await _host.Grains.LikeAsync($"fan-{user}", "p-1", "p-2");
        }

        await _host.SettleAsync();
        await _host.Grains.LikeAsync("u-1", "p-1");
        var list = await _host.Grains.User("u-1").GetSuggestionsAsync(new SuggestionRequest("i-9", 3, null, []));

        Assert.Equal("i-9", list.ImpressionId);
        Assert.Equal("p-2", list.Items[0].ProductId);
        var reason = Assert.Single(list.Items[0].Reasons, reason => reason.Kind == ReasonKind.Similar);
        Assert.Equal("p-1", reason.ProductId);
        Assert.Contains("Teapot 1", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggest_Excluded_IsLeftOut() =>
        Assert.DoesNotContain("p-4", await _host.Grains.SuggestAsync("u-1", "p-4"));

    [Fact]
    public async Task Suggest_WhatAFriendTouchedAndShares_NamesTheFriend()
    {
        await _host.Grains.RegisterAsync("friend");
        await _host.Grains.User("friend").SetSharesPurchasesAsync(true);
        await _host.Grains.LikeAsync("friend", "p-5");
        Assert.Equal(FollowStatus.Done, (await FollowAsync("u-1", "friend")).Status);

        var list = await _host.Grains.User("u-1").GetSuggestionsAsync(new SuggestionRequest("i-1", 20, null, []));

        var item = Assert.Single(list.Items, item => item.ProductId == "p-5");
        var reason = Assert.Single(item.Reasons, reason => reason.Kind == ReasonKind.Friend);
        Assert.Equal(("friend", "Display friend likes this", FriendAct.Liked), (reason.UserId, reason.Text, reason.Act));
    }

    [Fact]
    public async Task Follow_AndUnfollow_ShowsOnBothSides()
    {
        await _host.Grains.RegisterAsync("u-2");
        await FollowAsync("u-1", "u-2");
        await FollowAsync("u-1", "u-2");
        await FollowAsync("u-3", "u-2");

        var page = new PageRequest(10, null);
        Assert.Equal<string>(["u-2"], (await _host.Grains.User("u-1").ListFollowingAsync(page)).Ids);
        Assert.Equal<string>(["u-3", "u-1"], (await _host.Grains.User("u-2").ListFollowersAsync(page)).Ids);
        Assert.Equal(new SocialSummary(2, 0, true), await _host.Grains.User("u-2").GetSocialAsync("u-1"));

        await _host.Grains.User("u-1").UnfollowAsync(new FollowUser("u-2", Shop.Now));

        Assert.Equal(new SocialSummary(1, 0, false), await _host.Grains.User("u-2").GetSocialAsync("u-1"));
        Assert.Equal(FollowStatus.Self, (await FollowAsync("u-1", "u-1")).Status);
        Assert.Equal(FollowStatus.UnknownUser, (await FollowAsync("u-1", "nobody")).Status);
    }

    [Fact]
    public async Task Restart_AfterRecording_KeepsHistoryFollowsAndDuplicates()
    {
        await _host.Grains.RegisterAsync("u-2");
        await FollowAsync("u-1", "u-2");
        var first = await _host.Grains.LikeAsync("u-1", "p-1", "p-2");

        await _host.RestartAsync();

        Assert.Equal(["p-2", "p-1"], (await _host.Grains.User("u-1").GetRecentAsync(10)).Select(item => item.ProductId));
        Assert.Equal("Display u-2", (await _host.Grains.User("u-2").GetProfileAsync())!.DisplayName);
        Assert.Equal(new SocialSummary(1, 0, true), await _host.Grains.User("u-2").GetSocialAsync("u-1"));
        var again = await _host.Grains.LikeAsync("u-1", "p-1");
        Assert.Equal(new InteractionResult(InteractionStatus.Duplicate, first.Results[0].Offset), again.Results.Single());
    }

    private Task<FollowResult> FollowAsync(string userId, string followeeId) =>
        _host.Grains.User(userId).FollowAsync(new FollowUser(followeeId, Shop.Now));
}
