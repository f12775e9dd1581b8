using System.Buffers.Text;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Auth;

/// <summary>RELIABILITY S1: nothing but a current token of ours opens the door.</summary>
public sealed class ForgedTokenTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] Forgeries =
    [
        "otherKey", "otherIssuer", "otherAudience", "expired", "notYet", "noExpiry", "otherAlgorithm", "otherType", "noSession",
    ];

    public static TheoryData<string> Kinds => [.. Forgeries];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AForgedToken_IsRefused(string kind)
    {
        using var client = await host.SignInAsync();
        using var good = host.CreateHttp(client.Tokens!.AccessToken);
        Assert.Equal(HttpStatusCode.OK, (await good.SendAsync("GET", "/api/v1/users/me")).Status);

        using var http = host.CreateHttp(Forge(client.Tokens.AccessToken, kind));

        (await http.SendAsync("GET", "/api/v1/users/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task AnUnsignedToken_IsRefused()
    {
        using var client = await host.SignInAsync();
        var parts = client.Tokens!.AccessToken.Split('.');
        var none = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""));

        foreach (var token in new[] { $"{none}.{parts[1]}.", $"{none}.{parts[1]}.{parts[2]}", client.Tokens.RefreshToken })
        {
            using var http = host.CreateHttp(token);
            (await http.SendAsync("GET", "/api/v1/users/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    /// <summary>Two thousand changes of one character each, none of which may pass.</summary>
    [Fact]
    public async Task AMutatedToken_IsNeverAccepted()
    {
        using var client = await host.SignInAsync();
        using var http = host.CreateHttp();
        var token = client.Tokens!.AccessToken;
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            // The last character of a part carries bits that decoding drops, so it is left alone.
            var place = random.Next(token.Length - 1);
            var changed = token[place] == 'A' ? 'B' : 'A';
            if (token[place] == '.' || token[place + 1] == '.')
            {
                continue;
            }

            var mutated = $"{token[..place]}{changed}{token[(place + 1)..]}";
            var answer = await http.SendAsync("GET", "/api/v1/users/me", null, ("Authorization", $"Bearer {mutated}"));
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"Changing character {place} was accepted.");
        }
    }

    private string Forge(string token, string kind)
    {
        var settings = host.Services.GetRequiredService<IOptions<AuthOptions>>().Value;
        var key = host.Services.GetRequiredService<SigningKey>().Key;
        var now = DateTime.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = kind == "otherIssuer" ? "somebody" : settings.Issuer,
            Audience = kind == "otherAudience" ? "something" : settings.Audience,
            TokenType = kind == "otherType" ? "JWT" : "at+jwt",
            NotBefore = kind == "notYet" ? now.AddMinutes(2) : now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = kind switch { "noExpiry" => null, "expired" => now.AddSeconds(-31), _ => now.AddMinutes(10) },
            SigningCredentials = new SigningCredentials(
                kind == "otherKey" ? new SymmetricSecurityKey(new byte[64]) : key,
                kind == "otherAlgorithm" ? SecurityAlgorithms.HmacSha512 : SecurityAlgorithms.HmacSha256),
            Claims = new JsonWebTokenHandler().ReadJsonWebToken(token).Claims
                .Where(claim => claim.Type is "sub" or "name" or "displayName" || (claim.Type == "sid" && kind != "noSession"))
                .ToDictionary(claim => claim.Type, claim => (object)claim.Value),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
