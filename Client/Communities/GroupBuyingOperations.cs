using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Communities;

/// <summary>Buying in groups. Give opening and joining a key, and repeat it when no answer came: it is one seat and one charge.</summary>
public sealed class GroupBuyingOperations
{
    private const string Offers = "api/v1/group-offers";

    private readonly ApiConnection _api;

    internal GroupBuyingOperations(ApiConnection api) => _api = api;

    /// <summary>For the product's seller.</summary>
    public Task<GroupOffer> OfferAsync(NewGroupOffer offer, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<GroupOffer>(Offers, offer, cancellationToken, idempotencyKey);

    public Task<Page<GroupOffer>> ListOffersAsync(
        string productId, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<GroupOffer>>($"{Offers}?productId={Uri.EscapeDataString(productId)}&limit={limit}{CursorOf(cursor)}", cancellationToken);

    /// <summary>The groups of an offer that anybody may join, newest first.</summary>
    public Task<Page<BuyingGroup>> ListGroupsAsync(
        string offerId, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<BuyingGroup>>($"{Offers}/{Uri.EscapeDataString(offerId)}/groups?limit={limit}{CursorOf(cursor)}", cancellationToken);

    public Task<BuyingGroup> OpenAsync(
        string offerId,
        int quantity = 1,
        string? method = null,
        bool isPrivate = false,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default) => _api.PostAsync<BuyingGroup>(
            $"{Offers}/{Uri.EscapeDataString(offerId)}/groups", new { quantity, payment = new { method }, isPrivate }, cancellationToken, idempotencyKey);

    /// <param name="invite">Needed where a group is private.</param>
    public Task<BuyingGroup> JoinAsync(
        string groupId,
        int quantity = 1,
        string? method = null,
        string? invite = null,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default) => _api.PostAsync<BuyingGroup>(
            $"{PathOf(groupId)}/members", new { quantity, payment = new { method }, invite }, cancellationToken, idempotencyKey);

    /// <summary>Gives one's seat up as long as the group is open; the money goes back.</summary>
    public Task<BuyingGroup> LeaveAsync(string groupId, CancellationToken cancellationToken = default) =>
        _api.SendAsync<BuyingGroup>(HttpMethod.Delete, $"{PathOf(groupId)}/members/me", null, cancellationToken);

    public Task<BuyingGroup> GetAsync(string groupId, string? invite = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<BuyingGroup>(
            PathOf(groupId) + (invite is null ? string.Empty : $"?invite={Uri.EscapeDataString(invite)}"), cancellationToken);

    private static string PathOf(string groupId) => $"api/v1/groups/{Uri.EscapeDataString(groupId)}";

    private static string CursorOf(string? cursor) => cursor is null ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}";
}
