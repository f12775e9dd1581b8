using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Bounds and rhythms of the live channel.</summary>
internal sealed class LiveOptions
{
    public const string SectionName = "Live";

    /// <summary>Events of a room are gathered for at most this long before they are sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:00.100")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two pulses of a room: at most five a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:00:10")]
    public TimeSpan PulseInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Frames that wait for one socket. A socket that falls further behind is cut and comes back by Resume.</summary>
    [Range(1, 64)]
    public int QueuedFramesMax { get; set; } = 64;

    /// <summary>Bytes that wait for one socket, together.</summary>
    [Range(16 * 1024, 256 * 1024)]
    public int QueuedBytesMax { get; set; } = 256 * 1024;

    /// <summary>Comments a second in one room that people can read; sockets that ask for a sample get no more.</summary>
    [Range(1, 1_000)]
    public int ReadableCommentsPerSecond { get; set; } = 15;

    /// <summary>A pulse of each room comes at least this often, so that a dead feed is noticed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>A socket that takes nothing for so long is cut.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan StallMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Events of a room kept in this process for those who join or resume.</summary>
    [Range(512, 65_536)]
    public int HistoryMax { get; set; } = 4_096;

    [Range(1, 10_000)]
    public int ConnectionsPerUserMax { get; set; } = 5;

    /// <summary>Sockets from one address; loopback is not counted, because a proxy on this machine is everybody.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddressMax { get; set; } = 50;

    [Range(1, 100)]
    public int RoomsPerConnectionMax { get; set; } = 5;

    /// <summary>Comments of one user in <see cref="CommentWindow"/>, over all sockets.</summary>
    [Range(1, 100_000)]
    public int CommentsMax { get; set; } = 20;

    /// <summary>The same for the host and the moderators of a room.</summary>
    [Range(1, 100_000)]
    public int ModeratorCommentsMax { get; set; } = 100;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommentWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls of one socket in a minute, of every kind.</summary>
    [Range(1, 1_000_000)]
    public int CallsPerMinute { get; set; } = 240;

    /// <summary>How often leases with room and user grains are renewed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:15")]
    public TimeSpan LeaseRenewal { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Web pages of other origins that may open a socket, such as https://shop.example.</summary>
    public List<string> AllowedOrigins { get; set; } = [];
}
