using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>The profile within a user's state. Pure.</summary>
internal static class UserProfiles
{
    /// <summary>The state with a profile; unchanged when there is one.</summary>
    public static UserState Create(UserState state, CreateUser command) => state.UserName is not null
        ? state
        : state with
        {
            UserName = command.UserName,
            DisplayName = command.DisplayName,
            CreatedAt = command.At,
            Version = 1,
        };

    public static UserProfile? Describe(string userId, UserState state) => state.UserName is null
        ? null
        : new UserProfile(userId, state.UserName, state.DisplayName!, state.CreatedAt, state.Version);
}
