using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Silo.Storage;

/// <summary>Where the database of a cluster is and how this process uses it.</summary>
public sealed class PostgresStoreOptions
{
    public const string SectionName = "Postgres";

    /// <summary>As Npgsql reads it. What it leaves unsaid is set to what suits the store.</summary>
    [Required]
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>Writes of one log that share one commit at most.</summary>
    [Range(1, 10_000)]
    public int BatchMax { get; set; } = 1_024;

    /// <summary>Writes that may wait for one log; further callers wait for room.</summary>
    [Range(1, 1_000_000)]
    public int QueueMax { get; set; } = 16_384;

    /// <summary>How long a write waits for its turn. One that waited longer is refused and was not written.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan QueuedMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the start waits for a database that does not answer yet.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes one grain's state may have.</summary>
    [Range(1_024, 64 * 1_024 * 1_024)]
    public int StateBytesMax { get; set; } = 1_024 * 1_024;
}
