namespace Orleans.Runtime.Local;

/// <summary>A reminder as its grain holds it: which one, and the version it was seen at.</summary>
internal sealed record ReminderHandle(GrainId GrainId, string ReminderName, string? ETag) : IGrainReminder
{
    public static ReminderHandle Of(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag);
}
