using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Silo.Engine;

/// <summary>How this process belongs to a cluster. Silos and Api processes read the same section.</summary>
internal sealed class ClusterHostingOptions
{
    public const string SectionName = "Cluster";

    /// <summary>Exceptions of these namespaces travel between processes as they are.</summary>
    public static readonly string[] ExceptionNamespaces = ["SocialCommerce", "Npgsql"];

    /// <summary>PostgreSQL that the silos share, as Npgsql reads it. Without it this process is on its own, over SQLite.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Who may be one cluster. Changes with every deployment that must not join the one before.</summary>
    [Required]
    public string ClusterId { get; set; } = "social-commerce";

    /// <summary>Whose state it is. Never changes for the same database.</summary>
    [Required]
    public string ServiceId { get; set; } = "social-commerce";

    /// <summary>Where other silos reach this one. Without a setting: the first address of this machine.</summary>
    public string? Address { get; set; }

    [Range(1, ushort.MaxValue)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Where Api processes reach this silo.</summary>
    [Range(1, ushort.MaxValue)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>How long a call waits for its answer before it is given up as unknown.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a silo waits for another's sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Signs of life in a row that may be missing before a silo is declared dead.</summary>
    [Range(1, 20)]
    public int MissedProbesLimit { get; set; } = 2;

    /// <summary>How often silos and Api processes read who is there, besides being told.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan RefreshPeriod { get; set; } = TimeSpan.FromSeconds(5);
}
