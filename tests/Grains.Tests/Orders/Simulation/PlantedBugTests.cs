using Xunit.Abstractions;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>A simulation that finds nothing says something only if it finds what is there.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    /// <summary>Each is found by one of so many seeds; most by the first.</summary>
    private const int SeedsMax = 300;

    public static TheoryData<int> Bugs => [.. Enum.GetValues<PlantedBug>().Where(bug => bug != PlantedBug.None).Select(bug => (int)bug)];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Bug_ThatIsPlanted_IsFound(int bug)
    {
        var (seed, violations) = Enumerable.Range(1, SeedsMax)
            .Select(seed => (seed, OrderSimulation.Run(seed, (PlantedBug)bug).Violations))
            .FirstOrDefault(run => run.Violations.Count > 0);

        Assert.True(seed > 0, $"{(PlantedBug)bug} was not found.");
        output.WriteLine($"{(PlantedBug)bug}: seed {seed}, {violations[0]}");
    }
}
