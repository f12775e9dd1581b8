using Microsoft.Extensions.Options;
using SocialCommerce.Api.Auth;

namespace SocialCommerce.Api.Tests.Auth;

public sealed class PasswordTests
{
    [Fact]
    public void Create_RecordsItsCost_AndVerifiesByteForByte()
    {
        var stored = PasswordHash.Create("Tr0ubadour & 茶", 220_000);

        Assert.StartsWith("$pbkdf2-sha512$i=220000$", stored, StringComparison.Ordinal);
        Assert.True(PasswordHash.HasCost(stored, 220_000));
        Assert.True(PasswordHash.Verify("Tr0ubadour & 茶", stored));
        Assert.False(PasswordHash.Verify("tr0ubadour & 茶", stored));
        Assert.False(PasswordHash.Verify("Tr0ubadour & 茶 ", stored));
    }

    [Fact]
    public async Task Verify_AHashOfAnotherCost_AnswersANewOne()
    {
        using var hasher = CreateHasher();
        var old = PasswordHash.Create("correct horse", 1_000);

        var check = await hasher.VerifyAsync("correct horse", old, CancellationToken.None);
        var wrong = await hasher.VerifyAsync("wrong horse", old, CancellationToken.None);

        Assert.True(check!.IsRight && PasswordHash.HasCost(check.NewHash!, 220_000));
        Assert.True(PasswordHash.Verify("correct horse", check.NewHash!));
        Assert.Equal(new PasswordCheck(IsRight: false), wrong);
    }

    [Fact]
    public async Task Verify_OfNobody_IsWrong()
    {
        using var hasher = CreateHasher();

        Assert.Equal(new PasswordCheck(IsRight: false), await hasher.VerifyAsync("anything", null, CancellationToken.None));
    }

    [Fact]
    public void CommonPasswords_AreKnownWhateverTheirCase()
    {
        Assert.True(CommonPasswords.Count >= 2_000);
        Assert.True(CommonPasswords.Contains("PassWord123"));
        Assert.False(CommonPasswords.Contains("correct horse 7 battery"));
    }

    private static PasswordHasher CreateHasher() => new(Options.Create(new AuthOptions()));
}
