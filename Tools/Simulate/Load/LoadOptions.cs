namespace SocialCommerce.Tools.Simulate.Load;

/// <summary>What a load on a running server is made of. Rates are over all viewers, and of the first step.</summary>
/// <param name="Rooms">Live rooms of the server, over which the viewers are spread evenly.</param>
/// <param name="Stalled">Share of the viewers who read nothing, 0 to 1; never the senders.</param>
/// <param name="DropAt">When in each step all connections are lost at once; null for never.</param>
/// <param name="Steps">Each has the rates of the first times its number.</param>
internal sealed record LoadOptions(
    int Rooms, double ReactionsPerSecond, double TracksPerSecond, double Stalled, TimeSpan? DropAt, int Steps);
