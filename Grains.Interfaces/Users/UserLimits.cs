using System.Globalization;

namespace SocialCommerce.Grains.Interfaces.Users;

/// <summary>Bounds of what a user says about themselves.</summary>
public static class UserLimits
{
    public const int UserNameMin = 3;

    public const int UserNameMax = 32;

    public const int DisplayNameMax = 40;

    public const int PasswordMin = 8;

    /// <summary>Long enough for every pass phrase, short enough that hashing it is no lever (RELIABILITY S4, S5).</summary>
    public const int PasswordMax = 256;

    /// <summary>Sign-in names do not differ by case.</summary>
    public static string Normalise(string userName) => userName.ToLower(CultureInfo.InvariantCulture);

    public static FieldChecks CheckNames(string? userName, string? displayName) => new FieldChecks()
        .Add(!IsUserName(userName), "userName", $"must be {UserNameMin} to {UserNameMax} of a-z, 0-9, - _ .")
        .Text(displayName, "displayName", DisplayNameMax);

    private static bool IsUserName(string? name) =>
        name is { Length: >= UserNameMin and <= UserNameMax }
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
