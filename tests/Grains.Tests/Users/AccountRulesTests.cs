using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Users;

public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Register_AFreeName_TakesIt()
    {
        var (next, result) = AccountRules.Register(new AccountState(), Command("u1"));

        Assert.Equal(new RegisterResult(RegisterStatus.Registered, "u1"), result);
        Assert.Equal("hash", AccountRules.Describe(next)!.PasswordHash);
        Assert.Equal([Roles.Shopper], next.Roles.ToArray());
    }

    [Fact]
    public void Register_ATakenName_IsRefused_ExceptToItsOwner()
    {
        var (taken, _) = AccountRules.Register(new AccountState(), Command("u1"));

        Assert.Equal(RegisterStatus.NameTaken, AccountRules.Register(taken, Command("u2")).Result.Status);
        var (again, result) = AccountRules.Register(taken, Command("u1"));
        Assert.Same(taken, again);
        Assert.Equal(RegisterStatus.Registered, result.Status);
    }

    [Fact]
    public void SetRoles_KeepsKnownRolesOnly()
    {
        var (account, _) = AccountRules.Register(new AccountState(), Command("u1"));

        var (next, isFound) = AccountRules.SetRoles(account, ["root", Roles.Operator, Roles.Shopper]);

        Assert.True(isFound);
        Assert.Equal([Roles.Shopper, Roles.Operator], next.Roles.ToArray());
        Assert.False(AccountRules.SetRoles(new AccountState(), [Roles.Operator]).IsFound);
    }

    [Fact]
    public void States_NeverPrintTheirHash()
    {
        var (account, _) = AccountRules.Register(new AccountState(), Command("u1"));

        Assert.DoesNotContain("hash", $"{account} {Command("u1")} {AccountRules.Describe(account)}", StringComparison.Ordinal);
    }

    private static RegisterAccount Command(string userId) => new(userId, "Mei", "Mei Lin", "hash", [Roles.Shopper], Now);
}
