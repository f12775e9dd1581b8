using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Silo.Storage;

/// <summary>Where and how the one-file store works.</summary>
public sealed class SqliteStoreOptions
{
    public const string SectionName = "Store";

    /// <summary>The folder of the store; created when it is not there.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Writes that share one commit at most.</summary>
    [Range(1, 10_000)]
    public int BatchMax { get; set; } = 1_024;

    /// <summary>Writes that may wait; further callers wait for room.</summary>
    [Range(1, 1_000_000)]
    public int QueueMax { get; set; } = 16_384;

    /// <summary>Pages of 4 KB in the write-ahead log from which a commit moves the log into the file.</summary>
    [Range(1, 1_000_000)]
    public int CheckpointPages { get; set; } = 4_000;

    /// <summary>Bytes one grain's state may have.</summary>
    [Range(1_024, 64 * 1_024 * 1_024)]
    public int StateBytesMax { get; set; } = 1_024 * 1_024;
}
