namespace SocialCommerce.Grains.Common;

/// <summary>
/// Named lists of ids that grow without bound and therefore do not live in grain state: products of a category, rooms,
/// followers of a user. An id stands in a list once; lists are read newest first.
/// </summary>
public interface IListStore
{
    /// <summary>
    /// Makes all changes in one commit. Answers, per change, whether it changed anything; adding what is there and
    /// removing what is not are no changes.
    /// </summary>
    Task<IReadOnlyList<bool>> ApplyAsync(IReadOnlyList<ListChange> changes, CancellationToken cancellationToken);

    /// <summary>A page, newest first. A cursor stays valid while the list changes: nothing is missed or shown twice.</summary>
    Task<IdPage> PageAsync(string list, PageRequest request, CancellationToken cancellationToken);

    Task<long> CountAsync(string list, CancellationToken cancellationToken);

    Task<bool> ContainsAsync(string list, string id, CancellationToken cancellationToken);
}

/// <summary>One id into or out of one list.</summary>
public readonly record struct ListChange(string List, string Id, bool IsAdded)
{
    public static ListChange Add(string list, string id) => new(list, id, IsAdded: true);

    public static ListChange Remove(string list, string id) => new(list, id, IsAdded: false);
}

/// <summary>Names of the lists.</summary>
public static class ListNames
{
    public const string Products = "products";

    public const string Rooms = "rooms";

    /// <summary>Everybody with a profile.</summary>
    public const string Users = "users";

    public const string Experiments = "experiments";

    public static string Category(string category) => $"products/{category}";

    /// <summary>The products of a seller, hidden ones too.</summary>
    public static string ProductsOf(string sellerId) => $"products-of/{sellerId}";

    /// <summary>The rooms of a host.</summary>
    public static string RoomsOf(string hostId) => $"rooms-of/{hostId}";

    public static string Following(string userId) => $"following/{userId}";

    public static string Followers(string userId) => $"followers/{userId}";

    public static string Blocks(string userId) => $"blocks/{userId}";

    public static string BlockedBy(string userId) => $"blocked-by/{userId}";

    /// <summary>The deals of a room.</summary>
    public static string Deals(string roomId) => $"deals/{roomId}";

    /// <summary>The vouchers that a room offered.</summary>
    public static string Vouchers(string roomId) => $"vouchers/{roomId}";

    /// <summary>The vouchers that a user claimed.</summary>
    public static string VouchersOf(string userId) => $"vouchers-of/{userId}";

    /// <summary>The offers to groups of a product that are open.</summary>
    public static string GroupOffers(string productId) => $"group-offers/{productId}";

    /// <summary>The groups of an offer that are open to anybody.</summary>
    public static string GroupsOf(string offerId) => $"groups/{offerId}";

    /// <summary>The units of one shard of an experiment.</summary>
    public static string ExperimentUnits(string ledger) => $"experiments/{ledger}";

    /// <summary>The polls of a room.</summary>
    public static string RoomPolls(string roomId) => $"polls/{roomId}";

    /// <summary>Who voted for one option of a poll.</summary>
    public static string PollVotes(string pollId, int option) => $"poll-votes/{pollId}/{option}";

    /// <summary>The votes for the questions of a room that wait, as question and user.</summary>
    public static string QuestionVotes(string roomId) => $"question-votes/{roomId}";

    /// <summary>The giveaways of a room.</summary>
    public static string RoomGiveaways(string roomId) => $"giveaways/{roomId}";

    /// <summary>Who entered a giveaway.</summary>
    public static string Entrants(string giveawayId) => $"entrants/{giveawayId}";
}
