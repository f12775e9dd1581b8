using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Search;

namespace SocialCommerce.Grains.Users;

/// <summary>Puts users where they can be found.</summary>
internal sealed class UserDirectory(IListStore lists, SearchTelling search)
{
    /// <summary>Repeating it changes nothing.</summary>
    public async Task AddAsync(UserProfile profile, CancellationToken cancellationToken)
    {
        await lists.ApplyAsync([ListChange.Add(ListNames.Users, profile.UserId)], cancellationToken);
        search.Tell(SearchEntries.Of(profile));
    }
}
