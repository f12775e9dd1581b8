using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace SocialCommerce.Api.Auth;

/// <summary>The HMAC key of access tokens: from the settings, else from a file that only the owner of the process reads.</summary>
internal sealed class SigningKey(IOptions<AuthOptions> options, IConfiguration configuration)
{
    private const int KeyBytes = 64;

    private const int KeyBytesMin = 32;

    // A failure is not kept: a disk that was full a moment ago has space again.
    private readonly Lazy<SymmetricSecurityKey> _key = new(() => Load(options.Value, configuration), LazyThreadSafetyMode.PublicationOnly);

    public SymmetricSecurityKey Key => _key.Value;

    private static SymmetricSecurityKey Load(AuthOptions options, IConfiguration configuration)
    {
        var file = options.KeyFile ?? Path.Combine(configuration["Store:DataDirectory"] ?? "data", "keys", "jwt.key");
        var text = options.SigningKey ?? ReadOrCreate(file);
        var key = Convert.FromBase64String(text.Trim());
        return key.Length >= KeyBytesMin
            ? new SymmetricSecurityKey(key)
            : throw new InvalidDataException($"The signing key has {key.Length} bytes; it needs {KeyBytesMin}.");
    }

    private static string ReadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Create(file);
        }

        return File.ReadAllText(file);
    }

    // Written beside and moved, so that no process ever reads half a key; who loses the race reads the winner's.
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, create))
        {
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
