using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>The life of a sign-in. Pure.</summary>
internal static class SessionRules
{
    public static readonly SessionState Ended = new();

    private static readonly RotateResult Refused = new(RotateStatus.Refused);

    public static SessionState Start(StartSession command) => new()
    {
        UserId = command.UserId,
        UserName = command.UserName,
        TokenHash = command.TokenHash,
        ExpiresAt = command.ExpiresAt,
    };

    public static (SessionState Next, RotateResult Result) Rotate(
        SessionState state, RotateSession command, DateTimeOffset now)
    {
        if (!IsActive(state, now))
        {
            return (state, Refused);
        }

        if (IsSame(state.TokenHash, command.TokenHash))
        {
            var next = state with
            {
                TokenHash = command.NextTokenHash,
                PreviousTokenHash = state.TokenHash,
                ExpiresAt = command.ExpiresAt,
            };
            return (next, new RotateResult(RotateStatus.Rotated, state.UserId, state.UserName));
        }

        // Somebody holds a token that was exchanged before: a thief or the one stolen from. Neither goes on. A token
        // that never was one of this session only guesses, and a guess must not sign anybody out.
        return IsSame(state.PreviousTokenHash, command.TokenHash) ? (Ended, Refused) : (state, Refused);
    }

    public static bool IsActive(SessionState state, DateTimeOffset now) =>
        state.TokenHash.Length > 0 && now < state.ExpiresAt;

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
