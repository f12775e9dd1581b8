using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Orleans;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Tests.Interactions;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

public sealed class TrainingJobTests
{
    private const int Users = 40;
    private const int ProductsPerTaste = 12;
    private const int Length = 7;

    private readonly MemoryInteractionLog _log = new();
    private readonly MemoryBlobStore _blobs = new();
    private IImpressionLog _impressions = new ListedImpressions([]);
    private readonly CountingTrainer _trainer = new();
    private readonly TrainingOptions _options = new() { CheckpointPeriod = TimeSpan.Zero };
    private readonly List<TrainingReport> _reports = [];

    [Fact]
    public async Task Run_TwoTastes_BeatsPopularityAndMayServe()
    {
        RecordTwoTastes();

        var outcome = await RunAsync(Work());

        Assert.True(outcome.IsBetter, outcome.Model.Note);
        Assert.Equal(Users * Length, outcome.Model.Rows);
        Assert.Equal(2 * ProductsPerTaste, outcome.Model.Products);
        Assert.Equal<string>(["counting"], outcome.Model.Kinds);
        Assert.True(outcome.Model.Metrics[VersionMetrics.Candidate] > 1.2 * outcome.Model.Metrics[VersionMetrics.Popularity]);
        Assert.DoesNotContain(VersionMetrics.Serving, outcome.Model.Metrics.Keys);
    }

    [Fact]
    public async Task Run_KilledAtAnyStep_GoesOnFromTheCheckpointToTheSameModel()
    {
        RecordTwoTastes();
        await RunAsync(Work());
        var whole = _blobs.Read("models/m1/counting");
        for (var killedAt = 1; killedAt < Users; killedAt += 7)
        {
            _reports.Clear();
            _trainer.Stepped = done => ThrowAt(done, killedAt);
            await Assert.ThrowsAsync<IOException>(() => RunAsync(Work()));
            _trainer.Stepped = _ => { };
            var kept = _reports.LastOrDefault(report => report.Checkpoint is not null)?.Checkpoint;

            await RunAsync(Work() with { Checkpoint = kept });

            Assert.Equal(whole, _blobs.Read("models/m1/counting"));
        }

        Assert.True(_trainer.Resumed >= 4);
    }

    [Fact]
    public async Task Run_KindThatIsFinished_IsNotTrainedAgain()
    {
        RecordTwoTastes();
        await RunAsync(Work());
        var started = _trainer.Started;

        var outcome = await RunAsync(Work() with { Finished = ["counting"] });

        Assert.True(outcome.IsBetter);
        Assert.Equal(started, _trainer.Started);
    }

    [Fact]
    public async Task Run_ReportRefused_Stops()
    {
        RecordTwoTastes();

        await Assert.ThrowsAsync<TrainingLostException>(
            () => Job().RunAsync(Work(), "worker", new Host(_ => false), default));
    }

    [Fact]
    public async Task Run_RowsAfterTheStart_AreNotLearntFrom()
    {
        RecordTwoTastes();
        var work = Work();
        await RunAsync(work);
        var before = _blobs.Read("models/m1/counting");
        Record("latecomer", [.. Enumerable.Range(0, Length).Select(number => $"a{number}")]);

        await RunAsync(work);

        Assert.Equal(before, _blobs.Read("models/m1/counting"));
    }

    [Fact]
    public async Task Run_ModelThatLearntNonsense_IsNotPromotedBesideOneThatServes()
    {
        RecordTwoTastes();
        var serving = (await RunAsync(Work())).Model;
        _trainer.Sign = -1;

        var outcome = await RunAsync(Work() with { Version = "m2", Active = serving });

        Assert.False(outcome.IsBetter);
        Assert.Equal(serving.Metrics[VersionMetrics.Candidate], outcome.Model.Metrics[VersionMetrics.Serving]);
        Assert.True(outcome.Model.Metrics[VersionMetrics.Candidate] < outcome.Model.Metrics[VersionMetrics.Popularity]);
    }

    [Fact]
    public async Task Run_OneOfTwoModelsLearntNonsense_TheVersionIsTheOther()
    {
        RecordTwoTastes();
        var nonsense = new CountingTrainer { Kind = "nonsense", Sign = -1 };
        var models = new ActiveModels(
            Substitute.For<IGrainFactory>(), _blobs, [_trainer, nonsense], new ActiveScorer(), NullLogger<ActiveModels>.Instance);
        var job = new TrainingJob(_log, _impressions, _blobs, [_trainer, nonsense], models, Options.Create(_options), TimeProvider.System);

        var outcome = await job.RunAsync(Work(), "worker", new Host(Keep), default);

        Assert.True(outcome.IsBetter);
        Assert.Equal<string>(["counting"], outcome.Model.Kinds);
        Assert.Contains("nonsense ndcg@20", outcome.Model.Metrics.Keys);
    }

    [Fact]
    public async Task Run_PeopleTakeWhatTheBlendPutsLow_TheVersionHasARanker()
    {
        RecordTwoTastes();
        _impressions = new ListedImpressions([.. Enumerable.Range(1, 400).Select(Shown)]);

        var outcome = await RunAsync(Work());

        Assert.Contains(RankerNetwork.KindName, outcome.Model.Kinds);
        Assert.Equal(400, outcome.Model.Metrics["ranker examples"]);
        Assert.True(outcome.Model.Metrics["ranker ndcg"] > outcome.Model.Metrics["ranker baseline ndcg"] + 0.1);
        _ = new TrainedRanker("m1", RankerNetwork.Read(new MemoryStream(_blobs.Read("models/m1/ranker"))));
    }

    [Fact]
    public async Task Run_NobodyTouchedEnough_FailsWithAReason()
    {
        Record("ann", ["a1", "a2"]);

        var outcome = await RunAsync(Work());

        Assert.False(outcome.IsBetter);
        Assert.Contains("Too few users", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_MissingArtifact_IsRefused()
    {
        RecordTwoTastes();
        var version = (await RunAsync(Work())).Model;
        await _blobs.DeleteAsync("models/m1/counting", default);

        await Assert.ThrowsAsync<InvalidDataException>(() => Models().LoadAsync(version, default));
    }

    [Fact]
    public async Task Retrieve_HistoryOfOneTaste_FindsTheRestOfIt()
    {
        RecordTwoTastes();
        var version = (await RunAsync(Work())).Model;
        var models = await Models().LoadAsync(version, default);
        var history = new[] { "b1", "new product", "b2" }.Select(id => new HistoryEntry<string>(id, 1, default)).ToArray();

        var found = models.Retrieve("counting", history, 5, id => id is "b1" or "b2");

        Assert.Equal(5, found.Length);
        Assert.All(found, entry => Assert.StartsWith("b", entry.Key, StringComparison.Ordinal));
        Assert.Empty(models.Retrieve("sasrec", history, 5));
        Assert.Empty(models.Retrieve("counting", [history[1]], 5));
    }

    // The blend falls from the first to the last; the product of the highest content is taken.
    private static LoggedImpression Shown(int number)
    {
        var random = new Random(number);
        ImpressionItem[] items = [.. Enumerable.Range(0, 10).Select(place =>
        {
            var features = new float[CandidateFeatures.Count];
            features[CandidateFeatures.Blend] = 1 - (place / 10f);
            features[CandidateFeatures.Content] = random.NextSingle();
            return new ImpressionItem($"p-{place}", 1, Retriever.Similar, IsTrial: false, features);
        })];
        var taken = items.MaxBy(item => item.Features.Span[CandidateFeatures.Content]).ProductId;
        return new LoggedImpression(
            number,
            new Impression($"i-{number}", "ann", default, null, "incremental-2", "default", 1, [.. items]),
            [new ImpressionOutcome(taken, InteractionKind.Click, null, default)]);
    }

    private static void ThrowAt(int done, int killedAt)
    {
        if (done == killedAt)
        {
            throw new IOException("The process is killed here.");
        }
    }

    private void RecordTwoTastes()
    {
        var random = new Random(1);
        for (var user = 0; user < Users; user++)
        {
            var products = Enumerable.Range(0, ProductsPerTaste)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"{"ab"[user % 2]}{number}")).ToArray();
            random.Shuffle(products);
            Record($"user{user}", products[..Length]);
        }
    }

    private void Record(string userId, string[] productIds)
    {
        foreach (var productId in productIds)
        {
            _log.Append(userId, new Interaction($"{userId}:{productId}", productId, InteractionKind.Like, default), []);
        }
    }

    private TrainingWork Work() => new(
        "m1",
        [.. Enumerable.Range(0, Partitions.Count).Select(partition => _log.ReadHeadAsync(partition, default).Result)],
        Seed: 1, Finished: [], Checkpoint: null, Active: null);

    private Task<TrainingOutcome> RunAsync(TrainingWork work) => Job().RunAsync(work, "worker", new Host(Keep), default);

    private bool Keep(TrainingReport report)
    {
        _reports.Add(report);
        return true;
    }

    private TrainingJob Job() => new(_log, _impressions, _blobs, [_trainer], Models(), Options.Create(_options), TimeProvider.System);

    private ActiveModels Models() => new(
        Substitute.For<IGrainFactory>(), _blobs, [_trainer], new ActiveScorer(), NullLogger<ActiveModels>.Instance);

    private sealed class Host(Func<TrainingReport, bool> report) : ITrainingHost
    {
        public Task<bool> ReportAsync(TrainingReport told) => Task.FromResult(report(told));

        public Task PauseAfterAsync(TimeSpan computed, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
