using System.Globalization;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

/// <summary>The silo with its background training, as it runs in production.</summary>
public sealed class ModelGrainTests : IAsyncLifetime
{
    private const int Users = 300;
    private const int ProductsPerTaste = 25;
    private const int Length = 6;

    private GrainHost _host = null!;

    private IModelGrain Models => _host.Grains.GetGrain<IModelGrain>(IModelGrain.Shop);

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await RecordTwoTastesAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Train_Promote_RollBack_WithoutRestart()
    {
        var trained = await TrainAsync();

        Assert.Equal("m1", trained.Active);
        Assert.Equal(Users * Length, trained.Versions[0].Rows);
        Assert.True(trained.Versions[0].Metrics["all ndcg@20"] > trained.Versions[0].Metrics["popularity ndcg@20"]);

        var back = await Models.RollbackAsync(new RollbackModel("m1", Shop.Now));
        var again = await Models.RollbackAsync(new RollbackModel("m1", Shop.Now));
        var forward = await Models.PromoteAsync(new PromoteModel("m1", Shop.Now));

        Assert.Null(back.Status.Active);
        Assert.Equal(ModelOutcome.Stale, again.Outcome);
        Assert.Equal("m1", forward.Status.Active);
        Assert.Equal(ModelOutcome.NotFound, (await Models.PromoteAsync(new PromoteModel("m7", Shop.Now))).Outcome);
    }

    [Fact]
    public async Task Promoted_AfterARestart_StillServes()
    {
        await TrainAsync();

        await _host.RestartAsync();

        Assert.Equal("m1", (await Models.GetActiveAsync())!.Version);
    }

    [Fact]
    public async Task Train_InterruptedByAStop_IsFinishedByTheNextProcess()
    {
        await Models.StartTrainingAsync(new StartTraining(_host.Clock.GetUtcNow()));
        await _host.RestartAsync();

        // The process that went away may still hold the lease.
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        var trained = await OverAsync();

        Assert.Equal("m1", trained.Active);
    }

    [Fact]
    public async Task Cancel_Running_LeavesNoVersion()
    {
        await Models.StartTrainingAsync(new StartTraining(_host.Clock.GetUtcNow()));

        var cancelled = await Models.CancelTrainingAsync();

        Assert.Null(cancelled.Status.Training);
        Assert.Empty((await Models.GetStatusAsync()).Versions);
    }

    private async Task<ModelsStatus> TrainAsync()
    {
        await Models.StartTrainingAsync(new StartTraining(_host.Clock.GetUtcNow()));
        return await OverAsync();
    }

    private Task<ModelsStatus> OverAsync() =>
        Eventually.GetAsync(() => Models.GetStatusAsync(), status => status.Training is null);

    private async Task RecordTwoTastesAsync()
    {
        await _host.Grains.StockAsync(2 * ProductsPerTaste);
        var random = new Random(1);
        await Task.WhenAll(Enumerable.Range(0, Users).Select(user =>
        {
            var products = Enumerable.Range(1, ProductsPerTaste)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"p-{number + (user % 2 * ProductsPerTaste)}")).ToArray();
            random.Shuffle(products);
            return _host.Grains.LikeAsync($"user-{user}", products[..Length]);
        }));
    }
}
