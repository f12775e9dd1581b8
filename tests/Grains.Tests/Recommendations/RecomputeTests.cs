using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Recommendations;

/// <summary>A list that was shown can be made again of the log and what was kept of it.</summary>
public sealed class RecomputeTests : IAsyncLifetime
{
    private const int Users = 12;
    private const int Rounds = 10;

    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync(
            services => services.Configure<ImpressionOptions>(options => options.TraceShare = 1), isAlone: true);
        for (var product = 1; product <= 60; product++)
        {
            var details = ProductSamples.Details($"Thing {product}", $"category-{product % 4}");
            await _host.Grains.Product($"p-{product}").CreateAsync(
                new CreateProduct($"seller-{product % 7}", details, _host.Clock.GetUtcNow()));
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Recompute_ListsOfABusyShop_AreIdenticalAlsoAfterARestart()
    {
        var shown = await LiveAsync();
        await _host.Service<ImpressionBuffer>().FlushAsync(CancellationToken.None);

        var report = await RecomputeAsync();

        Assert.Empty(report.Differences);
        Assert.Equal((shown, shown), (report.Checked, report.Identical));
        await _host.RestartAsync();
        Assert.Equal(report, (await RecomputeAsync()) with { Differences = report.Differences });
    }

    [Fact]
    public async Task Recompute_InputsThatAreNotThoseOfTheList_IsNoticed()
    {
        await LiveAsync();
        await _host.Service<ImpressionBuffer>().FlushAsync(CancellationToken.None);
        var traced = await _host.Service<IImpressionLog>().ReadTracedAsync(0, 200, CancellationToken.None);
        var recomputer = new SuggestionRecomputer(_host.Log, new ActiveScorer());
        var last = traced.Last(entry => SuggestionTrace.Unpack(entry.Impression.Trace!.Value.Span).Cards.Length > 5).Impression;
        var trace = SuggestionTrace.Unpack(last.Trace!.Value.Span);

        var withoutTheBest = trace with { Cards = [.. trace.Cards.Where(card => card.ProductId != trace.Answer[0].ProductId)] };
        var otherLength = trace with { Limit = trace.Limit - 1 };

        Assert.Null(await recomputer.FindDifferenceAsync(last, CancellationToken.None));
        Assert.NotNull(await recomputer.FindDifferenceAsync(last with { Trace = withoutTheBest.Pack() }, CancellationToken.None));
        Assert.NotNull(await recomputer.FindDifferenceAsync(last with { Trace = otherLength.Pack() }, CancellationToken.None));
        Assert.NotNull(await recomputer.FindDifferenceAsync(last with { Offset = last.Offset + 1 }, CancellationToken.None));
    }

    [Fact]
    public async Task Impressions_WithAnAction_CarryTheOutcomeAndTheRetriever()
    {
        var list = await SuggestAsync("u-1", 1);
        var first = list.Items[0].ProductId;
        await _host.Grains.User("u-1").RecordAsync(new RecordInteractions(
            [Shop.Like("u-1", first) with { ImpressionId = list.ImpressionId }]));
        await _host.Service<ImpressionBuffer>().FlushAsync(CancellationToken.None);

        var logged = Assert.Single(await _host.Service<IImpressionLog>().ReadAfterAsync(0, 10, CancellationToken.None));

        Assert.Equal(("u-1", list.ImpressionId, "default", 0L), (
            logged.Impression.UserId, logged.Impression.ImpressionId, logged.Impression.Variant, logged.Impression.Offset));
        Assert.Equal(list.Items.Select(item => item.ProductId), logged.Impression.Items.Select(item => item.ProductId));
        Assert.Equal((first, InteractionKind.Like), (Assert.Single(logged.Outcomes).ProductId, logged.Outcomes[0].Kind));
        await _host.Service<InsightReporter>().ReportAsync(CancellationToken.None);
        var sums = await _host.Grains.GetGrain<IRecommendationInsightGrain>(IRecommendationInsightGrain.All).GetSumsAsync(1);
        Assert.Equal((1, list.Items.Length, 1), (sums.Lists, sums.Shown.Sum(), sums.Acted.Sum()));
    }

    // Follows, likes, dismissals, blocks, stock and repeated lists, so that every part of a list has something to say.
    private async Task<int> LiveAsync()
    {
        var shown = 0;
        for (var user = 0; user < Users; user++)
        {
            await _host.Grains.RegisterAsync($"u-{user}");
        }

        for (var user = 0; user < Users; user++)
        {
            await _host.Grains.User($"u-{user}").FollowAsync(new FollowUser($"u-{(user + 1) % Users}", Shop.Now));
        }

        for (var round = 0; round < Rounds; round++)
        {
            for (var user = 0; user < Users; user++)
            {
                var list = await SuggestAsync($"u-{user}", round);
                shown++;
                var kind = (round + user) % 5 == 0 ? InteractionKind.Dismiss : InteractionKind.Like;
                await _host.Grains.User($"u-{user}").RecordAsync(new RecordInteractions(
                    [Shop.Like($"u-{user}", list.Items[(user + round) % 3].ProductId) with { Kind = kind, ImpressionId = list.ImpressionId }]));
            }

            await EditAsync(round);
            _host.Clock.Advance(TimeSpan.FromSeconds(3));
            await _host.SettleAsync();
        }

        return shown;
    }

    private async Task EditAsync(int round)
    {
        await (round switch
        {
            3 => _host.Grains.User("u-1").RemoveInterestAsync(new Interest(InterestKind.Category, "category-1")),
            5 => _host.Grains.User("u-2").ForgetTasteAsync(),
            7 => _host.Grains.User("u-1").RestoreInterestAsync(new Interest(InterestKind.Category, "category-1")),
            _ => Task.CompletedTask,
        });
    }

    private Task<SuggestionList> SuggestAsync(string userId, int round) =>
        _host.Grains.User(userId).GetSuggestionsAsync(new SuggestionRequest($"i-{userId}-{round}", 10, null, ["p-60"]));

    private async Task<RecomputeReport> RecomputeAsync()
    {
        var grain = _host.Grains.GetGrain<IRecommendationAuditGrain>("test");
        return await grain.RecomputeAsync(after: 0, RecomputeReport.LimitMax);
    }
}
