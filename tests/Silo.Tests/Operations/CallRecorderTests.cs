using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Operations;

namespace SocialCommerce.Silo.Tests.Operations;

public sealed class CallRecorderTests
{
    private static readonly GrainId Room = GrainId.Create("room", "r-1");
    private static readonly GrainId Account = GrainId.Create("account", "maria");

    private readonly CallRecorder _calls = new(
        Options.Create(new OperationsOptions { SlowCall = TimeSpan.FromMilliseconds(100), CallsKept = 3 }), TimeProvider.System);

    [Fact]
    public void Record_CountsCallsAndFailures_ByMethod()
    {
        var meter = _calls.MeterOf("room", "Get");
        Record(meter, Room, 1);
        Record(meter, Room, 1, new InvalidOperationException("x"));
        Record(meter, Room, 1, new OperationCanceledException());

        var (methods, latency) = new CallWindow().Advance(_calls.Meters, 2);

        var method = Assert.Single(methods);
        Assert.Equal(("room", "Get", 3L, 1L, 1.5, 0.5), (
            method.Grain, method.Method, method.Calls, method.Failures, method.CallsPerSecond, method.FailuresPerSecond));
        Assert.Equal(3, latency.Counts.Sum());
        Assert.Same(meter, _calls.MeterOf("room", "Get"));
    }

    [Fact]
    public void Record_KeepsTheLastSlowCallsAndFailures_NewestFirst()
    {
        var meter = _calls.MeterOf("room", "Get");
        for (var ms = 200; ms < 700; ms += 100)
        {
            Record(meter, Room, ms);
        }

        Record(meter, Room, 1, new TimeoutException());

        Assert.Equal(3, _calls.SlowCalls.Length);
        Assert.InRange(_calls.SlowCalls[0].DurationMs, 600, 650);
        Assert.Equal((new GrainName("room", "r-1"), "TimeoutException"), (_calls.Failures[0].Grain, _calls.Failures[0].Failure));
    }

    [Fact]
    public void Record_OfAGrainWhoseKeyIsAName_DoesNotSayIt()
    {
        Record(_calls.MeterOf("account", "SignIn"), Account, 500);

        Assert.Equal(new GrainName("account", string.Empty), _calls.SlowCalls[0].Grain);
    }

    [Fact]
    public void Inspect_KeepsTheCallsOfThoseGrains_AsLongAsItIsOrdered()
    {
        var meter = _calls.MeterOf("room", "Get");
        _calls.Inspect([new GrainName("room", "r-1")]);
        Record(meter, Room, 1);
        Record(meter, GrainId.Create("room", "r-2"), 1);
        _calls.Inspect([new GrainName("room", "r-1"), new GrainName("room", "r-3")]);

        var kept = _calls.ListInspected().ToDictionary(entry => entry.GrainId, entry => entry.Calls.Length);
        Assert.Equal(1, kept[Room]);
        Assert.Equal(0, kept[GrainId.Create("room", "r-3")]);
        _calls.Inspect([]);
        Assert.Empty(_calls.ListInspected());
    }

    [Fact]
    public void Window_OfRates_IsOfNow()
    {
        var meter = _calls.MeterOf("room", "Get");
        Record(meter, Room, 1);
        var window = new CallWindow();
        window.Restart(_calls.Meters);
        Record(meter, Room, 1);

        var first = window.Advance(_calls.Meters, 1).Methods[0];
        var later = Enumerable.Range(0, 10).Select(_ => window.Advance(_calls.Meters, 1).Methods[0]).ToList()[^1];

        Assert.Equal((2L, 1.0, 1L), (first.Calls, first.CallsPerSecond, first.Window.Counts.Sum()));
        Assert.Equal((2L, 0.0, 0L), (later.Calls, later.CallsPerSecond, later.Window.Counts.Sum()));
    }

    [Fact]
    public void Hot_ShowsTheGrainsThatAreCalledMost_OnlyWhileItIsOn()
    {
        var meter = _calls.MeterOf("room", "Get");
        Record(meter, Room, 1);
        Assert.Empty(_calls.Hot.List());
        _calls.Hot.Switch(isOn: true);
        for (var call = 0; call < 20_000; call++)
        {
            Record(meter, call % 2 == 0 ? Room : GrainId.Create("room", $"other-{call}"), 0.001);
        }

        var hottest = _calls.Hot.List();

        Assert.Equal(new GrainName("room", "r-1"), hottest[0].Grain);
        Assert.True(hottest[0].CallsPerSecond > 5 * hottest[1].CallsPerSecond);
    }

    [Fact]
    public async Task Meter_LosesNothing_WhenManyThreadsCount()
    {
        var meter = _calls.MeterOf("room", "Get");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var call = 0; call < 50_000; call++)
                {
                    meter.Count(call);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var sums = new long[LatencyBuckets.Count];
        meter.AddTo(sums);

        Assert.Equal(400_000, sums.Sum());
    }

    private void Record(MethodMeter meter, GrainId grainId, double milliseconds, Exception? failure = null) => _calls.Record(
        meter, grainId, Stopwatch.GetTimestamp() - (long)(milliseconds / 1_000 * Stopwatch.Frequency), failure, span: null);
}
