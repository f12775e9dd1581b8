using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Tests.Shared;
using static SocialCommerce.Grains.Tests.Experiments.ExperimentSamples;

namespace SocialCommerce.Grains.Tests.Experiments;

public sealed class ExperimentGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;
    private int _round;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(6);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>Ten thousand users, through the path that suggestions take, with a restart in between.</summary>
    [Fact]
    public async Task SetWeights_FiveTimesAndARestart_MovesNobody()
    {
        await StartAsync("x-1", Definition(variants: 3));
        var users = Enumerable.Range(0, 10_000).Select(number => $"u-{number}").ToArray();
        var first = await AssignAsync(users);
        Assert.Equal(3, first.Distinct().Count());

        double[][] weights = [[0, 0, 1], [1, 0, 0], [8, 1, 1], [0, 1, 0], [1, 2, 3]];
        foreach (var next in weights)
        {
            await SetWeightsAsync("x-1", next);
            Assert.Equal(first, await AssignAsync(users));
        }

        await _host.RestartAsync();
        Assert.Equal(first, await AssignAsync(users));
        var report = await ReportAsync("x-1");
        Assert.Equal(10_000, report.Variants.Sum(variant => variant.Units));
        Assert.False(report.HasSampleRatioMismatch);
    }

    [Fact]
    public async Task SetWeights_AllToOne_SendsNewUsersThereWithoutAnAlarm()
    {
        await StartAsync("x-1", Definition());
        await AssignAsync([.. Enumerable.Range(0, 400).Select(number => $"early-{number}")]);
        await SetWeightsAsync("x-1", [0, 1]);

        var late = await Eventually.GetAsync(
            () => AssignAsync([.. Enumerable.Range(0, 100).Select(number => $"late-{_round++}-{number}")]),
            names => names.All(name => name == "x-1/v1"));

        Assert.All(late, name => Assert.Equal("x-1/v1", name));
        Assert.False((await ReportAsync("x-1")).HasSampleRatioMismatch);
    }

    [Fact]
    public async Task GetSuggestions_UnderAnExperiment_NamesItsVariantAndGoesBackAfterTheStop()
    {
        await StartAsync("x-1", Definition());
        var variant = (await SuggestAsync("u-1")).Variant;
        Assert.Contains(variant, new[] { "x-1/v0", "x-1/v1" });
        Assert.Equal(variant, (await SuggestAsync("u-1")).Variant);

        await _host.Grains.GetGrain<IExperimentGrain>("x-1").StopAsync();

        var after = await Eventually.GetAsync(() => SuggestAsync("u-1"), list => list.Variant == "default");
        Assert.Equal("default", after.Variant);
    }

    [Fact]
    public async Task GetReport_ClicksAfterTheExposure_CountOnceWhateverHappens()
    {
        await ClickAsync("u-0", "early", "p-1");
        await StartAsync("x-1", Definition());
        var users = Enumerable.Range(0, 40).Select(number => $"u-{number}").ToArray();
        var names = await AssignAsync(users);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await ClickAllAsync(users);
        await ClickAsync("stranger", "e-1", "p-1");
        var before = await ReportAsync("x-1");
        AssertClicks(before, names);

        await _host.RestartAsync();
        AssertClicks(await ReportAsync("x-1"), names);
        await _host.Grains.GetGrain<IExperimentGrain>("x-1").ObserveAsync();
        await ClickAllAsync(users);
        await _host.RestartAsync();
        AssertClicks(await ReportAsync("x-1"), names);
        Assert.Equal(1, (await SumsAsync(users[0])).Sum(sums => sums.SumX));
    }

    [Fact]
    public async Task Stop_ThenMoreClicks_TheReportStaysAndUnitsAreForgotten()
    {
        await StartAsync("x-1", Definition());
        await AssignAsync(["u-1", "u-2", "u-3"]);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await ClickAsync("u-1", "e-1", "p-1");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var experiment = _host.Grains.GetGrain<IExperimentGrain>("x-1");
        await experiment.StopAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ClickAsync("u-1", "e-2", "p-2");

        await experiment.ObserveAsync();
        await _host.RestartAsync();
        var report = await ReportAsync("x-1");

        Assert.Equal(3, report.Variants.Sum(variant => variant.Units));
        Assert.Equal(1, report.Variants.Sum(variant => ClicksOf(variant).Converted));
        Assert.Equal(ExperimentStatus.Stopped, report.Experiment.Status);
        var key = ExperimentShards.KeyOf("x-1", ExperimentUnit.User, "u-1");
        Assert.Null(await _host.Grains.GetGrain<IExperimentLedgerGrain>(key).AssignAsync(new AssignUnit("u-1", [1, 1])));
        Assert.Equal(ExperimentOutcome.IllegalStep, (await _host.Grains.GetGrain<IExperimentGrain>("x-1").StartAsync()).Outcome);
    }

    [Fact]
    public async Task Observe_ABandit_SendsNewUsersToTheBestVariant()
    {
        await StartAsync("x-1", Definition(kind: ExperimentKind.Bandit, variants: 3));
        var users = Enumerable.Range(0, 150).Select(number => $"u-{number}").ToArray();
        var names = await AssignAsync(users);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(users.Zip(names).Where(pair => pair.Second == "x-1/v2").Select(pair => ClickAsync(pair.First, "e-1", "p-1")));

        await _host.Grains.GetGrain<IExperimentGrain>("x-1").ObserveAsync();

        var report = await ReportAsync("x-1");
        Assert.True(report.Variants[2].Allocation > 0.9, $"{report.Variants[2].Allocation}");
        Assert.Single(report.History);
        Assert.True(report.Regret > 0);
    }

    [Fact]
    public async Task Start_MoreTrafficThanIsFree_IsRefusedUntilTheOtherStops()
    {
        await StartAsync("x-1", Definition(traffic: 0.6));
        var second = _host.Grains.GetGrain<IExperimentGrain>("x-2");
        await second.CreateAsync(Create(Definition(traffic: 0.6)));

        Assert.Equal(ExperimentOutcome.NoTraffic, (await second.StartAsync()).Outcome);
        await _host.Grains.GetGrain<IExperimentGrain>("x-1").StopAsync();
        Assert.Equal(ExperimentOutcome.Done, (await second.StartAsync()).Outcome);
        var page = await _host.Grains.GetGrain<IExperimentDirectoryGrain>(IExperimentDirectoryGrain.All)
            .ListAsync(new PageRequest(10, null));
        Assert.Equal(["x-2", "x-1"], page.Experiments.Select(experiment => experiment.ExperimentId));
    }

    [Fact]
    public async Task GetSuggestions_InARoomOfAnExperiment_EverybodySeesTheSame()
    {
        await StartAsync("x-1", Definition(ExperimentUnit.Room));
        await _host.Grains.GetGrain<Interfaces.Rooms.IRoomGrain>("r-1").CreateAsync(Rooms.RoomSamples.Create());
        var variants = new List<string>();
        for (var user = 0; user < 10; user++)
        {
            variants.Add((await SuggestAsync($"u-{user}", "r-1")).Variant);
        }

        Assert.StartsWith("x-1/", Assert.Single(variants.Distinct()), StringComparison.Ordinal);
        Assert.Equal("default", (await SuggestAsync("u-1", "no-such-room")).Variant);
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _host.Grains.User("u-3").RecordAsync(new RecordInteractions(
            [new Interaction("e-1", "p-1", InteractionKind.Click, Shop.Now, "r-1")]));
        var report = await ReportAsync("x-1");
        Assert.Equal(1, report.Variants.Sum(variant => variant.Units));
        Assert.Equal(1, report.Variants.Sum(variant => ClicksOf(variant).PerUnit));
    }

    private async Task StartAsync(string id, ExperimentDefinition definition)
    {
        var experiment = _host.Grains.GetGrain<IExperimentGrain>(id);
        Assert.Equal(ExperimentOutcome.Done, (await experiment.CreateAsync(Create(definition))).Outcome);
        Assert.Equal(ExperimentOutcome.Done, (await experiment.StartAsync()).Outcome);
    }

    private Task<ExperimentResult> SetWeightsAsync(string id, double[] weights) => _host.Grains.GetGrain<IExperimentGrain>(id).SetWeightsAsync(
        new SetWeights(weights.Select((weight, index) => KeyValuePair.Create($"v{index}", weight)).ToImmutableDictionary()));

    private async Task<string[]> AssignAsync(string[] users)
    {
        var source = _host.Service<IVariantSource>();
        var choices = await Task.WhenAll(users.Select(user => source.GetAsync(user, null, CancellationToken.None).AsTask()));
        return [.. choices.Select(choice => choice.Name)];
    }

    private Task<SuggestionList> SuggestAsync(string userId, string? roomId = null) =>
        _host.Grains.User(userId).GetSuggestionsAsync(new SuggestionRequest("i-1", 5, roomId, []));

    private Task<RecordResult> ClickAsync(string userId, string prefix, params string[] products) => _host.Grains.User(userId).RecordAsync(
        new RecordInteractions([.. products.Select(id => new Interaction($"{prefix}-{id}", id, InteractionKind.Click, Shop.Now))]));

    // Every fourth user clicks two products, the others one; the second time these are the same events again.
    private Task<RecordResult[]> ClickAllAsync(string[] users) => Task.WhenAll(users.Select((user, index) =>
        index % 4 == 0 ? ClickAsync(user, "e-1", "p-1", "p-2") : ClickAsync(user, "e-1", "p-3")));

    private async Task<ExperimentReport> ReportAsync(string id) =>
        (await _host.Grains.GetGrain<IExperimentGrain>(id).GetReportAsync())!;

    private async Task<IEnumerable<OutcomeSums>> SumsAsync(string userId)
    {
        var ledger = _host.Grains.GetGrain<IExperimentLedgerGrain>(ExperimentShards.KeyOf("x-1", ExperimentUnit.User, userId));
        return (await ledger.SumAsync(null)).Variants.Select(variant => variant.Metrics[0].WithBefore);
    }

    private static MetricReport ClicksOf(VariantReport variant) =>
        variant.Metrics.Single(metric => metric.Metric == ExperimentMetric.ClickThrough);

    private static void AssertClicks(ExperimentReport report, string[] names)
    {
        foreach (var variant in report.Variants)
        {
            var users = names.Index().Where(entry => entry.Item == $"x-1/{variant.Key}").ToList();
            Assert.Equal(users.Sum(entry => entry.Index % 4 == 0 ? 2 : 1), ClicksOf(variant).PerUnit * variant.Units, 9);
        }
    }
}
