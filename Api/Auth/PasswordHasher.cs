using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace SocialCommerce.Api.Auth;

/// <summary>
/// Hashes passwords, few at a time: hashing is slow on purpose, and who may ask for it at will can stop the server.
/// An answer of null means that the queue is full.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    private readonly ConcurrencyLimiter _limiter;
    private readonly int _iterations;
    private readonly string _nobody;

    public PasswordHasher(IOptions<AuthOptions> options)
    {
        var settings = options.Value;
        _iterations = settings.PasswordIterations;
        _nobody = PasswordHash.Create(NewId.Secret(), _iterations);
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.ConcurrentHashesMax,
            QueueLimit = settings.QueuedHashesMax,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    public Task<string?> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => PasswordHash.Create(password, _iterations), cancellationToken);

    /// <summary>
    /// Checks a password. With no stored hash it does the same work and says no, so that time does not tell which user
    /// names exist. The new hash is set when the stored one has another cost than today's.
    /// </summary>
    public Task<PasswordCheck?> VerifyAsync(string password, string? stored, CancellationToken cancellationToken) =>
        RunAsync(() => Verify(password, stored), cancellationToken);

    public void Dispose() => _limiter.Dispose();

    private PasswordCheck Verify(string password, string? stored)
    {
        if (!PasswordHash.Verify(password, stored ?? _nobody) || stored is null)
        {
            return new PasswordCheck(IsRight: false);
        }

        return PasswordHash.HasCost(stored, _iterations)
            ? new PasswordCheck(IsRight: true)
            : new PasswordCheck(IsRight: true, NewHash: PasswordHash.Create(password, _iterations));
    }

    private async Task<T?> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
        where T : class
    {
        using var lease = await _limiter.AcquireAsync(permitCount: 1, cancellationToken);
        return lease.IsAcquired ? work() : null;
    }
}

internal sealed record PasswordCheck(bool IsRight, string? NewHash = null)
{
    /// <summary>Keeps the hash out of logs.</summary>
    public override string ToString() => $"PasswordCheck {{ IsRight = {IsRight} }}";
}
