using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>The names that users show, for lists of ids.</summary>
internal static class UserNames
{
    /// <summary>More are listed without names.</summary>
    private const int UsersMax = 200;

    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(
        IGrainFactory grains, IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var profiles = await Task.WhenAll(userIds.Distinct().Take(UsersMax).Select(
            id => grains.GetGrain<IUserGrain>(id).GetProfileAsync(cancellationToken)));
        return profiles.OfType<UserProfile>().ToDictionary(profile => profile.UserId, profile => profile.DisplayName);
    }
}
