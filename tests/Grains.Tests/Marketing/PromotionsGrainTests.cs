using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;

namespace SocialCommerce.Grains.Tests.Marketing;

public sealed class PromotionsGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IPromotionsGrain Promotions => _host.Grains.GetGrain<IPromotionsGrain>(ProductSamples.Create().SellerId);

    private IQuoteGrain Quote => _host.Grains.GetGrain<IQuoteGrain>("p-1");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(1);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Promotion_AfterARestart_StillMakesThePriceAndIsExplained()
    {
        var list = (await Quote.GetAsync(2))!.Line;
        await CreateAsync("m-1");
        await _host.RestartAsync();

        var line = (await Quote.GetAsync(2))!.Line;

        Assert.Empty(list.Steps);
        Assert.Equal(list.Total, list.ListTotal);
        var step = Assert.Single(line.Steps);
        Assert.Equal((PriceStepKind.Campaign, "m-1", "Spring"), (step.Kind, step.SourceId, step.Name));
        Assert.Equal(list.Total.AmountMinor / 2, line.Total.AmountMinor);
    }

    [Fact]
    public async Task Promotion_ThatIsOver_CountsNoMore()
    {
        await CreateAsync("m-1", _host.Clock.GetUtcNow().AddMinutes(5));
        Assert.Single((await Quote.GetAsync(1))!.Line.Steps);

        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await Quote.GetAsync(1))!.Line.Steps);

        await CreateAsync("m-2");
        Assert.Single((await Quote.GetAsync(1))!.Line.Steps);
        await Promotions.EndAsync("m-2");
        Assert.Empty((await Quote.GetAsync(1))!.Line.Steps);
    }

    [Fact]
    public async Task Quote_OfWhatIsNotThereOrHidden_IsNone()
    {
        Assert.Null(await _host.Grains.GetGrain<IQuoteGrain>("no-such").GetAsync(1));
        await _host.Grains.Product("p-1").UpdateAsync(new UpdateProduct(ProductSamples.Create().SellerId, IsHidden: true));
        Assert.Null(await Quote.GetAsync(1));
    }

    [Fact]
    public async Task Create_Again_AnswersLikeTheFirstTime()
    {
        var first = await CreateAsync("m-1");
        var again = await CreateAsync("m-1");

        Assert.Equal(PromotionOutcome.Done, again.Outcome);
        Assert.Equal(first.Promotion!.Version, again.Promotion!.Version);
        Assert.Single((await Promotions.ListAsync(new PageRequest(10, null))).Promotions);
    }

    private Task<PromotionResult> CreateAsync(string id, DateTimeOffset? endsAt = null)
    {
        var now = _host.Clock.GetUtcNow();
        return Promotions.CreateAsync(new CreatePromotion(
            new Promotion(
                id, "nobody", PromotionKind.Campaign, "Spring", PromotionScope.Everything,
                new PriceEffect(PriceEffectKind.Percent, 5_000), [], null, now, endsAt),
            now));
    }
}
