using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Rooms.Figures;

namespace SocialCommerce.Grains.Tests.Rooms.Figures;

public sealed class FigureSeriesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void In_AWiderBucket_IsTheSumAndTheLastLook()
    {
        var series = new FigureSeries(new RoomFiguresState());
        series.AddComment(Start);
        series.AddComment(Start.AddSeconds(59));
        series.AddComment(Start.AddSeconds(60));
        series.SetViewers(Start, 5);
        series.SetViewers(Start.AddSeconds(30), 3);

        Assert.Equal([2L, 1L], series.In(60).Select(entry => entry.Value.Comments));
        Assert.Equal([3, null], series.In(60).Select(entry => entry.Value.Viewers));
    }

    [Fact]
    public void Add_MoreBucketsThanThereMayBe_GetsCoarserAndLosesNothing()
    {
        var series = new FigureSeries(new RoomFiguresState());
        var count = (FigureSeries.BucketsMax * 2) + 7;
        for (var bucket = 0; bucket < count; bucket++)
        {
            series.AddInteraction(Start.AddSeconds(bucket * 10), InteractionKind.Click);
        }

        Assert.Equal(40, series.Width);
        Assert.Equal(count, series.In(series.Width).Sum(entry => entry.Value.Interactions[(int)InteractionKind.Click]));
    }

    [Fact]
    public void Export_ReadAgain_IsTheSame()
    {
        var series = new FigureSeries(new RoomFiguresState());
        series.AddComment(Start);
        series.AddRemoval(Start);
        series.AddReactions(Start.AddSeconds(10), 9);
        series.AddInteraction(Start.AddSeconds(10), InteractionKind.Dismiss);
        series.SetViewers(Start, 0);

        var again = new FigureSeries(new RoomFiguresState { Rows = series.Export(), WidthSeconds = series.Width });

        Assert.Equal(series.Export().Select(row => row with { Interactions = [] }), again.Export().Select(row => row with { Interactions = [] }));
        Assert.Equal(series.Export().SelectMany(row => row.Interactions), again.Export().SelectMany(row => row.Interactions));
    }
}
