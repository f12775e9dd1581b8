namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>A simulation that finds nothing says something only if it finds what is there.</summary>
public sealed class PlantedBugTests
{
    /// <summary>Each is found by one of so many seeds; most by the first.</summary>
    private const int SeedsMax = 300;

    public static TheoryData<int> Bugs => [.. Enum.GetValues<PlantedBug>().Where(bug => bug != PlantedBug.None).Select(bug => (int)bug)];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Bug_ThatIsPlanted_IsFound(int bug) => Assert.Contains(
        Enumerable.Range(1, SeedsMax), seed => IsFound(seed, (PlantedBug)bug));

    // A program that never comes to rest is found out by that.
    private static bool IsFound(int seed, PlantedBug bug)
    {
        var run = Task.Run(() => OrderSimulation.Run(seed, bug).Violations.Count > 0);
        return !run.Wait(TimeSpan.FromSeconds(15)) || run.Result;
    }
}
