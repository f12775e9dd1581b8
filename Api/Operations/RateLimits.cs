using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SocialCommerce.Api.Auth;

namespace SocialCommerce.Api.Operations;

/// <summary>The limits in front of every endpoint. Users first, addresses second: an address is easily shared.</summary>
internal static class RateLimits
{
    public const string Auth = "auth";

    public const string Import = "import";

    public const string GuestCarts = "guest-carts";

    private static readonly TimeSpan RetryDefault = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddRateLimiter(limiter => limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>(Configure);
        return services;
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<RateLimitOptions> limits)
    {
        var settings = limits.Value;
        limiter.OnRejected = RejectAsync;
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(_ => Everybody(settings)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => OneCaller(context, settings)));
        limiter.AddPolicy(Auth, context => OneAddress(context, settings.AuthRequestsPerMinute));
        limiter.AddPolicy(GuestCarts, context => OneAddress(context, settings.GuestCartsPerMinute));
        limiter.AddPolicy(Import, _ => RateLimitPartition.GetConcurrencyLimiter(
            Import, _ => new ConcurrencyLimiterOptions { PermitLimit = settings.ConcurrentImportsMax }));
    }

    private static RateLimitPartition<string> Everybody(RateLimitOptions settings) =>
        RateLimitPartition.GetConcurrencyLimiter("process", _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.ConcurrentRequestsMax,
        });

    private static RateLimitPartition<string> OneCaller(HttpContext context, RateLimitOptions settings) =>
        RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.UserBurst,
            TokensPerPeriod = Math.Max(1, settings.UserRequestsPerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        });

    private static RateLimitPartition<string> OneAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetSlidingWindowLimiter(AddressOf(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        });

    private static string CallerOf(HttpContext context) =>
        context.User.FindFirst(ClaimNames.Subject)?.Value ?? AddressOf(context);

    private static string AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : RetryDefault;
        await ApiProblem.TooMany(ProblemCodes.RateLimited, wait).ExecuteAsync(context.HttpContext);
    }
}
