using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

public sealed class OrderSimulationTests(ITestOutputHelper output)
{
    private const int SeedsDefault = 1_000;

    [Fact]
    public void Orders_InAWorldThatFails_NeverLie()
    {
        var started = Stopwatch.GetTimestamp();
        var seeds = Read("SOCIAL_COMMERCE_SIMULATION_SEED") is { } one ? [one] : Enumerable.Range(1, Read("SOCIAL_COMMERCE_SIMULATION_SEEDS") ?? SeedsDefault).ToArray();
        var runs = new ConcurrentBag<SimulatedRun>();
        Parallel.ForEach(
            seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed => runs.Add(OrderSimulation.Run(seed, isTraced: seeds.Length == 1)));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs.Count} seeds, {runs.Sum(run => run.Operations)} operations in {Stopwatch.GetElapsedTime(started)}"));
        var failed = runs.Where(run => run.Violations.Count > 0).OrderBy(run => run.Seed).ToList();
        Assert.True(failed.Count == 0, $"{failed.Count} seeds failed. {string.Join('\n', failed.Take(10).Select(run => run.Describe()))}");
        Assert.All(runs, run => Assert.True(run.Operations >= 500, run.Describe()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    public void Run_TheSameSeedAgain_IsTheSameRun(int seed) => Assert.Equal(OrderSimulation.Run(seed).Hash, OrderSimulation.Run(seed).Hash);

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
