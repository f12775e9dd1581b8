using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Api.Auth;

/// <summary>How users sign in.</summary>
internal sealed class AuthOptions
{
    public const string SectionName = "Auth";

    /// <summary>HMAC key of access tokens, Base64, at least 32 bytes. Without it a key file is made in the data directory.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Where the key file is. Default: keys/jwt.key below the data directory (setting Store:DataDirectory).</summary>
    public string? KeyFile { get; set; }

    [Required]
    public string Issuer { get; set; } = "social-commerce";

    [Required]
    public string Audience { get; set; } = "social-commerce-api";

    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    [Range(typeof(TimeSpan), "00:00:05", "00:01:00")]
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Iterations of PBKDF2-SHA512 for new hashes. The floor is the OWASP cheat sheet's figure.</summary>
    [Range(220_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 220_000;

    /// <summary>Password hashes computed at once. One fewer than the cores, at most two, keeps the rest responsive.</summary>
    [Range(1, 2)]
    public int ConcurrentHashesMax { get; set; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 2);

    [Range(0, 20)]
    public int QueuedHashesMax { get; set; } = 20;
}
