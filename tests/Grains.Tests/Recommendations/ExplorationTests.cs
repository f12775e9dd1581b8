using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Recommendations;

public sealed class ExplorationTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Shop.Now;

    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Suggest_NewProductAmongPopularOnes_IsShownAtOnceAndGetsItsQuota()
    {
        await _host.Grains.StockAsync(40);
        for (var product = 1; product <= 40; product++)
        {
            await _host.Grains.LikeAsync("fan", $"p-{product}");
        }

        await _host.SettleAsync();
        var created = new CreateProduct("seller", ProductSamples.Details("Brand new", "novelties"), _host.Clock.GetUtcNow());
        await _host.Grains.Product("new").CreateAsync(created);

        var shown = 0;
        for (var user = 1; user <= ThompsonSampling.Quota; user++)
        {
            var list = await _host.Grains.User($"u-{user}").GetSuggestionsAsync(new SuggestionRequest($"i-{user}", 20, null, []));
            shown += list.Items.Count(item => item.ProductId == "new" && item.Reasons.Any(reason => reason.Kind == ReasonKindOfTrials));
        }

        Assert.Equal(ThompsonSampling.Quota, shown);
        var trial = Assert.Single(await Trials());
        Assert.Equal(("new", ThompsonSampling.Quota, 0), (trial.ProductId, trial.Impressions, trial.Clicks));

        await _host.Grains.LikeAsync("u-1", "new");
        Assert.Equal(1, Assert.Single(await Trials()).Clicks);
        await _host.RestartAsync();
        Assert.Equal((ThompsonSampling.Quota, 1), ((await Trials())[0].Impressions, (await Trials())[0].Clicks));
    }

    [Fact]
    public void Ledger_AfterItsDayOrEnoughImpressions_TriesNoMore()
    {
        var ledger = new TrialLedger(new TrialState());
        ledger.Add(new NewProduct("old", Now - TrialLedger.Period));
        ledger.Add(new NewProduct("shown", Now));
        ledger.Add(new NewProduct("new", Now));
        for (var time = 0; time < TrialLedger.ImpressionsMax; time++)
        {
            ledger.Show(["shown"]);
        }

        Assert.Equal(["new"], ledger.List(Now).Select(trial => trial.ProductId));
        Assert.Empty(ledger.List(Now + TrialLedger.Period));
    }

    [Fact]
    public void Ledger_MoreThanItHolds_KeepsTheNewestAndTellsTheLeastShown()
    {
        var ledger = new TrialLedger(new TrialState());
        for (var number = 0; number <= TrialLedger.ProductsMax; number++)
        {
            ledger.Add(new NewProduct($"p{number}", Now.AddSeconds(number)));
        }

        Assert.DoesNotContain("p0", ledger.Export().Products.Select(trial => trial.ProductId));
        var told = ledger.List(Now.AddHours(1));
        Assert.Equal(TrialLedger.ToldMax, told.Length);
        ledger.Show([told[0].ProductId]);
        for (var time = 0; time < 16; time++)
        {
            ledger.Show([]);
        }

        Assert.DoesNotContain(told[0].ProductId, ledger.List(Now.AddHours(1)).Select(trial => trial.ProductId));
    }

    private static Interfaces.Recommendations.ReasonKind ReasonKindOfTrials => Interfaces.Recommendations.ReasonKind.Explore;

    private Task<System.Collections.Immutable.ImmutableArray<TrialProduct>> Trials() =>
        _host.Grains.GetGrain<IExplorationGrain>(IExplorationGrain.All).GetTrialsAsync();
}
