using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations.Cluster;

namespace SocialCommerce.Grains.Tests.Operations.Cluster;

public sealed class ClusterBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GrainName Room = new("room", "r-1");

    private readonly ClusterBoard _board = new();

    [Fact]
    public void Take_WhileNobodyWatches_WantsNothing() => Assert.Equal(WatchOrder.Nothing, _board.Take(Report("a"), Now));

    [Fact]
    public void Watch_HasProcessesTell_UntilTheLeaseRunsOut()
    {
        _board.Watch(Now);

        Assert.True(_board.Take(Report("a"), Now.AddSeconds(4)).IsWatched);
        Assert.False(_board.Take(Report("a"), Now + ClusterBoard.WatchLease).IsWatched);
    }

    [Fact]
    public void Watch_ShowsTheNewestReportOfEach_AndForgetsWhoIsGone()
    {
        _board.Take(Report("a"), Now);
        _board.Take(Report("b"), Now);
        _board.Take(Report("b", at: Now.AddSeconds(20)), Now.AddSeconds(20));

        Assert.Equal(["a", "b"], _board.Watch(Now.AddSeconds(20)).Select(report => report.Node));
        var left = Assert.Single(_board.Watch(Now.AddSeconds(31)));
        Assert.Equal(("b", Now.AddSeconds(20)), (left.Node, left.At));
    }

    [Fact]
    public void Inspect_IsOrderedOfEveryProcess_ForAWhile()
    {
        _board.Inspect(Room, Now);

        Assert.Equal(Room, Assert.Single(_board.Take(Report("a"), Now.AddSeconds(1)).Inspected));
        _board.Watch(Now.AddSeconds(31));
        Assert.Empty(_board.Take(Report("a"), Now.AddSeconds(31)).Inspected);
    }

    [Fact]
    public void Inspect_AnswersTheTrailsOfThatGrain()
    {
        var trail = new GrainTrail("a", Room, IsActive: true, 0, 1, []);
        var other = trail with { Grain = new GrainName("room", "r-2") };
        _board.Take(Report("a", inspected: [trail, other]), Now);

        Assert.Equal(trail, Assert.Single(_board.Inspect(Room, Now)));
    }

    [Fact]
    public void Board_IsBounded()
    {
        for (var index = 0; index < 300; index++)
        {
            _board.Take(Report($"n{index}"), Now);
            _board.Inspect(new GrainName("room", $"r-{index}"), Now);
        }

        Assert.Equal(ClusterBoard.NodesMax, _board.Watch(Now).Length);
        Assert.Equal(ClusterBoard.InspectedMax, _board.Take(Report("n0"), Now).Inspected.Length);
    }

    private static NodeReport Report(string node, DateTimeOffset? at = null, ImmutableArray<GrainTrail> inspected = default) => new(
        node, NodeReport.SiloRole, "m:1", at ?? Now, Now, Load: null, inspected.IsDefault ? null : Figures(inspected), Api: null);

    private static SiloFigures Figures(ImmutableArray<GrainTrail> inspected) => new(
        "Local", [], LatencyCounts.None, [], null, null, [], [],
        new StoreFigures(0, 0, 0, 0, 0, 0, LatencyCounts.None, 0, 0), new ShopTotals(0, 0, [], [], 0, 0), [], null, inspected);
}
