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
        Enumerable.Range(1, SeedsMax), seed => OrderSimulation.Run(seed, (PlantedBug)bug).Violations.Count > 0);
}
