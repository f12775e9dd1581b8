using SocialCommerce.Tools.Bench;
using SocialCommerce.Tools.Bench.Rooms;
using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Tools.Tests.Bench;

public sealed class RoomsRowsTests
{
    [Fact]
    public void Of_TwoOthers_ComparesOursWithEachRoundByRound()
    {
        var rows = RoomsRows.Of(
            "broadcast", "frames/s", [Standing("ours", 90, 100, 40), Standing("raw-signalr", 100, 100, 10), Standing("socket.io", 45, 50, 20)]).ToList();

        Assert.Equal(
            [("broadcast", 90.0, "raw-signalr", 1.0), ("broadcast", 90.0, "socket.io", 2.0)],
            rows.Take(2).Select(row => (row.Scenario, row.Value, row.Against!, row.Ratio!.Value)));
        Assert.Equal(
            [("broadcast (raw-signalr)", 100.0), ("broadcast (socket.io)", 45.0)], rows.Skip(2).Select(row => (row.Scenario, row.Value)));
    }

    [Fact]
    public void Of_LoadThatWasLate_SaysSo()
    {
        var late = new Standing("ours", [Figure(1) with { OwnLagMs = 6 }]);
        Assert.Contains("void", Assert.Single(RoomsRows.Of("broadcast", "frames/s", [late])).Scenario, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2)]
    [InlineData(new[] { 4.0, 1, 2, 3 }, 2.5)]
    public void Median_OfAnyNumber_IsTheMiddle(double[] values, double expected) => Assert.Equal(expected, RoomsRows.Median(values));

    [Fact]
    public void Check_SomethingRepeated_Throws()
    {
        var figure = Figure(1);
        figure.Check("ours");
        figure.Run.Repeated();
        Assert.Contains("1 repeated", Assert.Throws<BenchException>(() => figure.Check("ours")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfThisCommit_HasWhatWasFinishedAndNotAnothers()
    {
        using var directory = new TempDirectory();
        var file = Path.Combine(directory.Path, "rows");
        KeptRows.Open(file, "a").Add("broadcast", [new BenchRow("broadcast", 1, "frames/s")]);
        KeptRows.Open(file, "b").Add("ceiling", [new BenchRow("ceiling", 2, "frames/s")]);

        var kept = KeptRows.Open(file, "a");
        Assert.True(kept.Has("broadcast"));
        Assert.False(kept.Has("ceiling"));
        Assert.Equal([new BenchRow("broadcast", 1, "frames/s")], kept.Of(["broadcast"]));
    }

    private static Standing Standing(string name, params double[] values) => new(name, [.. values.Select(Figure)]);

    private static Figure Figure(double value) => new(
        value, 1, 2, BytesPerOp: null, ServerCores: 1, OwnLagMs: 0, Details: "", new LoadRun(new CommentLedger("run", 0, TimeProvider.System)));
}
