using SocialCommerce.Tools.Simulate.Wire;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>A crowd on every contender at once, of which one is measured at a time: the machine's moods meet all of them.</summary>
internal sealed class Contest : IAsyncDisposable
{
    private readonly List<Seat> _seats = [];

    /// <summary>Lets the same crowd in everywhere.</summary>
    /// <param name="rooms">Rooms, over which the viewers are spread evenly.</param>
    public static async Task<Contest> OpenAsync(
        IEnumerable<Contender> contenders, int rooms, int viewers, CancellationToken cancellationToken)
    {
        var contest = new Contest();
        foreach (var contender in contenders)
        {
            var crowd = contender.CreateCrowd();
            contest._seats.Add(new Seat(contender, crowd));
            var ids = await contender.OpenRoomsAsync(rooms, cancellationToken);
            await crowd.JoinAsync(viewers, number => ids[number % rooms], cancellationToken);
        }

        return contest;
    }

    /// <summary>Measures everybody in turn, again and again; tells the figures by contender, in the order of the rounds.</summary>
    /// <param name="measure">One stretch of load.</param>
    /// <param name="say">Told each figure as it comes.</param>
    public async Task<IReadOnlyList<Standing>> RunAsync(
        string scenario, int repeat, Func<LoadCrowd, Task<LoadMeasure>> measure, Func<LoadMeasure, double> value, Action<string> say)
    {
        // What is compiled while it runs, and what a pool learns, is no part of the figure.
        foreach (var seat in _seats)
        {
            await measure(seat.Crowd);
        }

        var standings = _seats.ConvertAll(seat => new Standing(seat.Contender.Name, []));
        for (var round = 0; round < repeat; round++)
        {
            foreach (var (seat, standing) in _seats.Zip(standings))
            {
                var before = await seat.Contender.Server.ReadMetersAsync();
                var measured = await measure(seat.Crowd);
                var figure = Figure.Of(measured, value(measured), before, await seat.Contender.Server.ReadMetersAsync());
                standing.Figures.Add(figure);
                say($"  {scenario}, {standing.Name}: {figure}");
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
            await seat.Contender.DisposeAsync();
        }
    }

    private sealed record Seat(Contender Contender, LoadCrowd Crowd);
}

/// <summary>What one contender reached, round by round.</summary>
internal sealed record Standing(string Name, List<Figure> Figures);
