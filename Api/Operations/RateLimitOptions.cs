using System.ComponentModel.DataAnnotations;

namespace SocialCommerce.Api.Operations;

/// <summary>How much one caller, and all of them together, may ask of this process.</summary>
internal sealed class RateLimitOptions
{
    public const string SectionName = "RateLimits";

    /// <summary>Requests under way at once in this process; more are told to come back.</summary>
    [Range(1, 100_000)]
    public int ConcurrentRequestsMax { get; set; } = 1_024;

    /// <summary>Requests per second of one user, or of one address that has not signed in.</summary>
    [Range(1, 1_000_000)]
    public int UserRequestsPerSecond { get; set; } = 200;

    /// <summary>Requests that one user may save up and send at once.</summary>
    [Range(1, 1_000_000)]
    public int UserBurst { get; set; } = 400;

    /// <summary>Registrations, sign-ins and refreshes per minute from one address.</summary>
    [Range(1, 1_000_000)]
    public int AuthRequestsPerMinute { get; set; } = 60;

    /// <summary>Carts that are opened without signing in, per minute from one address.</summary>
    [Range(1, 1_000_000)]
    public int GuestCartsPerMinute { get; set; } = 30;

    /// <summary>Imports under way at once in this process.</summary>
    [Range(1, 64)]
    public int ConcurrentImportsMax { get; set; } = 2;
}
