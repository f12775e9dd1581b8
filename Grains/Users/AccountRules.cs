using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>Who may take a name and what an account may hold. Pure.</summary>
internal static class AccountRules
{
    /// <summary>Repeating one's own registration is answered like the first time; any other is refused.</summary>
    public static (AccountState Next, RegisterResult Result) Register(AccountState state, RegisterAccount command)
    {
        if (state.UserId.Length > 0)
        {
            return state.UserId == command.UserId
                ? (state, new RegisterResult(RegisterStatus.Registered, state.UserId))
                : (state, new RegisterResult(RegisterStatus.NameTaken));
        }

        var next = new AccountState
        {
            UserId = command.UserId,
            UserName = command.UserName,
            DisplayName = command.DisplayName,
            PasswordHash = command.PasswordHash,
            Roles = KnownRoles(command.Roles),
            CreatedAt = command.At,
        };
        return (next, new RegisterResult(RegisterStatus.Registered, next.UserId));
    }

    public static AccountState ReplaceHash(AccountState state, string passwordHash) =>
        state.UserId.Length == 0 || state.PasswordHash == passwordHash
            ? state
            : state with { PasswordHash = passwordHash };

    public static (AccountState Next, bool IsFound) SetRoles(AccountState state, ImmutableArray<string> roles)
    {
        if (state.UserId.Length == 0)
        {
            return (state, false);
        }

        var known = KnownRoles(roles);
        return known.SequenceEqual(state.Roles) ? (state, true) : (state with { Roles = known }, true);
    }

    public static Credentials? Describe(AccountState state) => state.UserId.Length == 0
        ? null
        : new Credentials(state.UserId, state.UserName, state.DisplayName, state.PasswordHash, state.Roles);

    // In the order of Roles.All, so that equal sets are equal arrays.
    private static ImmutableArray<string> KnownRoles(ImmutableArray<string> roles) =>
        [.. Roles.All.Where(role => roles.Contains(role, StringComparer.Ordinal))];
}
