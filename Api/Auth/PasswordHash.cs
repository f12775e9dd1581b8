using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Api.Auth;

/// <summary>
/// PBKDF2-SHA512 in the shape of a PHC string, <c>$pbkdf2-sha512$i=220000$salt$hash</c>, so that a hash tells its cost
/// and an old one can be recognised and replaced.
/// </summary>
internal static class PasswordHash
{
    private const string Algorithm = "pbkdf2-sha512";

    private const int SaltBytes = 16;

    private const int HashBytes = 64;

    public static string Create(string password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Format(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>A hash that no known password has: for accounts that nobody signs in to.</summary>
    public static string Unmatched(int iterations) =>
        Format(iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>True when the password is the one that was hashed, byte for byte.</summary>
    public static bool Verify(string password, string stored)
    {
        var (iterations, salt, hash) = Parse(stored);
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), hash);
    }

    public static bool HasCost(string stored, int iterations) => Parse(stored).Iterations == iterations;

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashBytes);

    private static string Format(int iterations, byte[] salt, byte[] hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"${Algorithm}$i={iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private static (int Iterations, byte[] Salt, byte[] Hash) Parse(string stored)
    {
        var parts = stored.Split('$');
        if (parts is not ["", Algorithm, ['i', '=', .. var cost], var salt, var hash])
        {
            throw new InvalidDataException("A stored password hash has an unknown format.");
        }

        return (int.Parse(cost, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(hash));
    }
}
