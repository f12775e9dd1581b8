using SocialCommerce.Tools.Simulate;
using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>A crowd on every contender at once, of which one is measured at a time: the machine's moods meet all of them.</summary>
internal sealed class Contest : IAsyncDisposable
{
    private readonly List<Seat> _seats = [];

    public IReadOnlyList<LoadCrowd> Crowds => [.. _seats.Select(seat => seat.Crowd)];

    /// <summary>Lets the same crowd in everywhere.</summary>
    /// <param name="rooms">Rooms, over which the viewers are spread evenly.</param>
    public static async Task<Contest> OpenAsync(
        IEnumerable<Contender> contenders, int rooms, int viewers, CancellationToken cancellationToken)
    {
        var contest = new Contest();
        foreach (var contender in contenders)
        {
            await contest.SeatAsync(contender.Name, contender, rooms, viewers, cancellationToken);
        }

        return contest;
    }

    /// <summary>Lets a crowd in; one contender may have several.</summary>
    public async Task<LoadCrowd> SeatAsync(
        string name, Contender contender, int rooms, int viewers, CancellationToken cancellationToken, Func<int, int?>? receiveBufferOf = null)
    {
        Descriptors.Check(_seats.Sum(seat => seat.Crowd.Viewers.Count) + viewers);
        var crowd = contender.CreateCrowd();
        crowd.ReceiveBufferOf = receiveBufferOf ?? crowd.ReceiveBufferOf;
        _seats.Add(new Seat(name, contender, crowd));
        var ids = await contender.OpenRoomsAsync(rooms, cancellationToken);
        await crowd.JoinAsync(viewers, number => ids[number % rooms], cancellationToken);
        return crowd;
    }

    /// <summary>Measures everybody in turn, again and again; tells the figures by contender, in the order of the rounds.</summary>
    /// <param name="measure">One stretch of load.</param>
    public async Task<IReadOnlyList<Standing>> RunAsync(
        RoomsContext context, string scenario, Gauge gauge, Func<LoadCrowd, Task<LoadMeasure>> measure)
    {
        // What is compiled while it runs, and what a pool learns, is no part of the figure.
        foreach (var seat in _seats)
        {
            await measure(seat.Crowd);
        }

        var standings = _seats.ConvertAll(seat => new Standing(seat.Name, []));
        for (var round = 0; round < context.Options.Repeat; round++)
        {
            foreach (var (seat, standing) in _seats.Zip(standings))
            {
                var before = await seat.Contender.Server.ReadMetersAsync();
                var measured = await measure(seat.Crowd);
                var figure = Figure.Of(measured, gauge, before, await seat.Contender.Server.ReadMetersAsync());
                standing.Figures.Add(figure);
                context.Say($"  {scenario}, {standing.Name}: {figure}");
                figure.Check(standing.Name);
            }
        }

        return standings;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var seat in _seats)
        {
            await seat.Crowd.DisposeAsync();
        }

        foreach (var contender in _seats.Select(seat => seat.Contender).Distinct())
        {
            await contender.DisposeAsync();
        }
    }

    private sealed record Seat(string Name, Contender Contender, LoadCrowd Crowd);
}

/// <summary>What one contender reached, round by round.</summary>
internal sealed record Standing(string Name, List<Figure> Figures);

/// <summary>What a scenario's figure is, and which latency stands beside it.</summary>
internal sealed record Gauge(Func<LoadMeasure, double> Value, Func<LoadRun, LatencyHistogram> Latency, Func<LoadRun, long> Operations)
{
    /// <summary>Comments that reach viewers.</summary>
    public static readonly Gauge Deliveries = new(
        static measured => measured.ItemsPerSecond, static run => run.Delivery, static run => run.Items);

    /// <summary>Frames that reach viewers.</summary>
    public static readonly Gauge Frames = Deliveries with { Value = static measured => measured.FramesPerSecond, Operations = static run => run.Frames };

    /// <summary>What is acknowledged to its sender.</summary>
    public static readonly Gauge Acknowledgements = new(
        static measured => measured.AcknowledgementsPerSecond, static run => run.Acknowledgement, static run => run.Acknowledgement.Count);
}
