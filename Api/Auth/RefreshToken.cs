using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Api.Auth;

/// <summary>A refresh token: the session's id, a dot, a secret of which only the hash is stored.</summary>
internal readonly record struct RefreshToken(string SessionId, string Secret)
{
    private const int LengthMax = 200;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    public string Text => $"{SessionId}.{Secret}";

    public static RefreshToken Create(string sessionId) => new(sessionId, NewId.Secret());

    public static RefreshToken? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= LengthMax } || text.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
        {
            return null;
        }

        var sessionId = text[..dot];
        return Ids.IsValid(sessionId) ? new RefreshToken(sessionId, text[(dot + 1)..]) : null;
    }

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"RefreshToken {{ SessionId = {SessionId} }}";
}
