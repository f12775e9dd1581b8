namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>What goes wrong, how often, and when.</summary>
/// <param name="Count">Kills, kills at each write point, writes of which each fails once, or full disks.</param>
/// <param name="Points">Names of write points; empty: all.</param>
/// <param name="VerdictEvery">The store is judged after so many faults, and in the end.</param>
/// <param name="PerDirectory">So many faults a store takes before a new one is begun.</param>
/// <param name="StartMax">A start that takes longer is a mistake.</param>
/// <param name="KeepDirectory">Where stores and histories stay; null: they are removed.</param>
internal sealed record FaultOptions(
    FaultKind Fault, int Count, int Seed, IReadOnlyList<string> Points, int VerdictEvery, int PerDirectory, TimeSpan StartMax, string? KeepDirectory);

internal enum FaultKind
{
    /// <summary>SIGKILL at random moments.</summary>
    KillRandom = 0,

    /// <summary>SIGKILL at the system calls that write.</summary>
    KillPoint = 1,

    /// <summary>The disk answers that it cannot: writes, syncs, reads.</summary>
    Eio = 2,

    /// <summary>The disk answers that it is full.</summary>
    Enospc = 3,

    /// <summary>A disk that is full.</summary>
    FullDisk = 4,
}
