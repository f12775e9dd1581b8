namespace SocialCommerce.Grains.Interfaces.Rooms;

public partial interface IRoomGrain
{
    /// <summary>Changes what is announced of a room that has not opened yet.</summary>
    [Alias("Update")]
    Task<RoomResult> UpdateAsync(UpdateRoom command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Begins a rehearsal on this grain, whose key is that of a rehearsal (<see cref="RoomKeys.Rehearsal"/>). Called by its
    /// room only.
    /// </summary>
    [Idempotent, Alias("OpenRehearsal")]
    Task OpenRehearsalAsync(OpenRehearsal command, CancellationToken cancellationToken = default);

    /// <summary>Ends the rehearsal on this grain and deletes all that was stored of it. Called by its room only.</summary>
    [Idempotent, Alias("CloseRehearsal")]
    Task CloseRehearsalAsync(CancellationToken cancellationToken = default);
}

/// <summary>Keys of room grains: the room itself, and beside it each of its rehearsals.</summary>
public static class RoomKeys
{
    // No id has this character, so that no request can name a rehearsal.
    private const char Separator = '/';

    /// <summary>The grain that a rehearsal takes place on. Numbers start at 1.</summary>
    public static string Rehearsal(string roomId, int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{roomId}{Separator}{number}");

    /// <summary>The room that a key belongs to.</summary>
    public static string RoomOf(string key) => key.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end ? key[..end] : key;

    public static bool IsRehearsal(string key) => key.Contains(Separator, StringComparison.Ordinal);
}

/// <param name="Title">Null leaves it.</param>
/// <param name="StartsAt">Null leaves it.</param>
[GenerateSerializer, Immutable, Alias("sc.UpdateRoom")]
public sealed record UpdateRoom(
    [property: Id(0)] string UserId,
    [property: Id(1)] string? Title,
    [property: Id(2)] DateTimeOffset? StartsAt,
    [property: Id(3)] DateTimeOffset At);

/// <summary>The room as it is when a rehearsal begins, under the rehearsal's own epoch.</summary>
[GenerateSerializer, Immutable, Alias("sc.OpenRehearsal")]
public sealed record OpenRehearsal([property: Id(0)] RoomSummary Room, [property: Id(1)] string Epoch);

/// <summary>Where a rehearsal takes place and who takes part. Everybody else is told nothing of it.</summary>
/// <param name="Key">Key of the room grain that it takes place on.</param>
[GenerateSerializer, Immutable, Alias("sc.RoomBackstage")]
public sealed record RoomBackstage([property: Id(0)] string Key, [property: Id(1)] ImmutableArray<string> UserIds);
