using System.Collections.Frozen;

namespace SocialCommerce.Api.Auth;

/// <summary>Passwords that everybody tries first. The list is an embedded file, one per line, lower case.</summary>
internal static class CommonPasswords
{
    private const string Resource = "SocialCommerce.Api.Auth.common-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> Known = new(Load);

    public static int Count => Known.Value.Count;

    public static bool Contains(string password) => Known.Value.Contains(password);

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
