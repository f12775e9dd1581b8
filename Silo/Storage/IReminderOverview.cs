using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Storage;

/// <summary>What the table of reminders says as a whole.</summary>
internal interface IReminderOverview
{
    Task<ReminderFigures> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What both tables make of their groups.</summary>
internal static class ReminderGroups
{
    public const int Shown = 30;

    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public static ReminderFigures Sum(IReadOnlyList<(ReminderGroup Group, long DueSoon)> groups) => new(
        groups.Sum(static entry => entry.Group.Count),
        groups.Sum(static entry => entry.DueSoon),
        groups.Count == 0 ? null : groups.Min(static entry => entry.Group.NextAt),
        [.. groups.Select(static entry => entry.Group).OrderByDescending(static group => group.Count).Take(Shown)]);
}
