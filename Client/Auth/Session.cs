namespace SocialCommerce.Client.Auth;

/// <summary>Who is signed in, and a current access token at any time: it is renewed shortly before it ends.</summary>
internal sealed class Session(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _renewing = new(1);
    private Tokens? _tokens;
    private DateTimeOffset _renewAt;

    public Tokens? Tokens => _tokens;

    /// <summary>How a refresh token is exchanged; set by the client that owns the session.</summary>
    public required Func<string, CancellationToken, Task<Tokens>> Refresh { get; init; }

    public void Set(Tokens? tokens)
    {
        // At once for a token that lives no longer than the margin: halfway through its life.
        var life = TimeSpan.FromSeconds(tokens?.ExpiresIn ?? 0);
        _renewAt = clock.GetUtcNow() + (life > 2 * RenewBefore ? life - RenewBefore : life / 2);
        _tokens = tokens;
    }

    public async ValueTask<string?> GetAccessTokenAsync(CancellationToken cancellationToken)
    {
        if (_tokens is null || clock.GetUtcNow() < _renewAt)
        {
            return _tokens?.AccessToken;
        }

        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (_tokens is { } tokens && clock.GetUtcNow() >= _renewAt)
            {
                Set(await Refresh(tokens.RefreshToken, cancellationToken));
            }

            return _tokens?.AccessToken;
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();
}
