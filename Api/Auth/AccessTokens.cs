using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialCommerce.Api.Auth;

/// <summary>Makes access tokens, and says what makes one good.</summary>
internal sealed class AccessTokens(SigningKey key, IOptions<AuthOptions> options, TimeProvider clock)
{
    /// <summary>Says what the token is for (RFC 9068), so that no other kind passes for it.</summary>
    private const string TokenType = "at+jwt";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    public string Create(Caller caller, ImmutableArray<string> roles)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            TokenType = TokenType,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + options.Value.AccessTokenLifetime,
            SigningCredentials = new SigningCredentials(key.Key, SecurityAlgorithms.HmacSha256),
            Claims = new Dictionary<string, object>
            {
                [ClaimNames.Subject] = caller.UserId,
                [ClaimNames.Name] = caller.UserName,
                [ClaimNames.DisplayName] = caller.DisplayName,
                [ClaimNames.SessionId] = caller.SessionId,
                [ClaimNames.Roles] = roles.ToArray(),
            },
        });
    }

    public TokenValidationParameters Validation() => new()
    {
        ValidIssuer = options.Value.Issuer,
        ValidAudience = options.Value.Audience,
        ValidTypes = [TokenType],
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKey = key.Key,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ClockSkew = ClockSkew,
        LifetimeValidator = IsCurrent,
        NameClaimType = ClaimNames.Name,
        RoleClaimType = ClaimNames.Roles,
    };

    // The library's own check reads the machine's clock; this one the injected clock.
    private bool IsCurrent(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + ClockSkew && (notBefore is not { } start || start <= now + ClockSkew);
    }
}
