using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Recommendations;
using static SocialCommerce.Grains.Tests.Experiments.ExperimentSamples;

namespace SocialCommerce.Grains.Tests.Experiments;

public sealed class ExperimentVariantsTests
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly IExperimentDirectoryGrain _directory = Substitute.For<IExperimentDirectoryGrain>();
    private readonly IExperimentLedgerGrain _ledger = Substitute.For<IExperimentLedgerGrain>();
    private readonly StoppedClock _clock = new();
    private readonly ExperimentVariants _variants;
    private ImmutableArray<RunningExperiment> _running = [];
    private bool _isOut;

    public ExperimentVariantsTests()
    {
        _grains.GetGrain<IExperimentDirectoryGrain>(IExperimentDirectoryGrain.All).Returns(_directory);
        _grains.GetGrain<IExperimentLedgerGrain>(Arg.Any<string>()).Returns(_ledger);
        _directory.GetRunningAsync().Returns(_ => _isOut ? throw new TimeoutException() : _running);
        _ledger.AssignAsync(Arg.Any<AssignUnit>(), Arg.Any<CancellationToken>()).Returns(1);
        _variants = new ExperimentVariants(_grains, _clock, NullLogger<ExperimentVariants>.Instance);
    }

    [Fact]
    public async Task Get_NoExperiments_AsksTheDirectoryOncePerPeriodAndNobodyElse()
    {
        for (var request = 0; request < 1_000; request++)
        {
            Assert.Same(VariantChoice.Default, await GetAsync("u-1"));
        }

        await _directory.Received(1).GetRunningAsync();
        Assert.Empty(_ledger.ReceivedCalls());
    }

    [Fact]
    public async Task Get_AUnitThatWasMet_IsNotAskedForAgain()
    {
        _running = [Running("x-1", 0, 1)];

        var first = await GetAsync("u-1");
        var second = await GetAsync("u-1");

        Assert.Equal("x-1/v1", first.Name);
        Assert.Same(first, second);
        Assert.Single(_ledger.ReceivedCalls());
    }

    [Fact]
    public async Task Get_AfterAStop_IsTheDefaultWithinASecond()
    {
        _running = [Running("x-1", 0, 1)];
        await GetAsync("u-1");
        _running = [];

        _clock.Pass(TimeSpan.FromSeconds(1));

        Assert.Same(VariantChoice.Default, await GetAsync("u-1"));
    }

    [Fact]
    public async Task Get_OtherWeights_KeepTheSettingsInstanceAndReachTheLedger()
    {
        _running = [Running("x-1", 0, 1)];
        var before = await GetAsync("u-1");
        _running = [Running("x-1", 0, 1) with { Weights = [0, 1] }];
        _clock.Pass(ExperimentVariants.RefreshPeriod);

        var after = await GetAsync("u-2");

        Assert.Same(before.Parameters, after.Parameters);
        await _ledger.Received(1).AssignAsync(
            Arg.Is<AssignUnit>(command => command.UnitId == "u-2" && command.Weights[0] == 0), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Get_SharesOfTheTraffic_NobodyIsInTwoAndSomeAreInNone()
    {
        _running = [Running("x-1", 0, 0.3), Running("x-2", 0.3, 0.6)];

        var names = new List<string>();
        for (var user = 0; user < 2_000; user++)
        {
            names.Add((await GetAsync($"u-{user}")).Name);
        }

        var counts = names.CountBy(name => name).ToDictionary();
        Assert.InRange(counts["x-1/v1"], 520, 680);
        Assert.InRange(counts["x-2/v1"], 520, 680);
        Assert.InRange(counts["default"], 700, 900);
    }

    [Fact]
    public async Task Get_InARoomOfAnExperiment_IsTheRoomsVariant()
    {
        _running = [Running("x-1", 0, 1), Running("x-2", 0, 1) with { Unit = ExperimentUnit.Room }];

        Assert.Equal("x-2/v1", (await GetAsync("u-1", "r-1")).Name);
        Assert.Equal("x-1/v1", (await GetAsync("u-1")).Name);
    }

    [Fact]
    public async Task Get_DirectoryFails_IsTheDefaultAndAskedAgainLater()
    {
        _isOut = true;
        Assert.Same(VariantChoice.Default, await GetAsync("u-1"));

        _running = [Running("x-1", 0, 1)];
        _isOut = false;
        _clock.Pass(ExperimentVariants.RefreshPeriod);

        Assert.Equal("x-1/v1", (await GetAsync("u-1")).Name);
    }

    [Fact]
    public async Task Get_LedgerTakesNoMore_IsTheDefault()
    {
        _running = [Running("x-1", 0, 1)];
        _ledger.AssignAsync(Arg.Any<AssignUnit>(), Arg.Any<CancellationToken>()).Returns((int?)null);

        Assert.Same(VariantChoice.Default, await GetAsync("u-1"));
    }

    private ValueTask<VariantChoice> GetAsync(string userId, string? roomId = null) =>
        _variants.GetAsync(userId, roomId, CancellationToken.None);

    private static RunningExperiment Running(string id, double from, double to) =>
        new(id, ExperimentUnit.User, Definition().Variants, [1, 1], from, to);

    private sealed class StoppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
