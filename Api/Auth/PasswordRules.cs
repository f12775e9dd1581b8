using System.Text;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>What a new password must be: long enough and not everybody's. No composition rules (RELIABILITY S4).</summary>
internal static class PasswordRules
{
    public static FieldChecks Check(FieldChecks checks, string? password, string? userName) => checks
        .Add(!IsLengthGood(password), "password", $"must be {UserLimits.PasswordMin} to {UserLimits.PasswordMax} characters")
        .Add(IsGuessable(password, userName), "password", "is too easy to guess");

    // Counted as code points: NIST 800-63B counts each as one character.
    private static bool IsLengthGood(string? password) =>
        password is { Length: <= 2 * UserLimits.PasswordMax }
        && Count(password) is >= UserLimits.PasswordMin and <= UserLimits.PasswordMax;

    private static int Count(string password)
    {
        var count = 0;
        foreach (Rune _ in password.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static bool IsGuessable(string? password, string? userName) =>
        password is { Length: > 0 }
        && (CommonPasswords.Contains(password)
            || string.Equals(password, userName, StringComparison.OrdinalIgnoreCase)
            || password.AsSpan().IndexOfAnyExcept(password[0]) < 0);
}
