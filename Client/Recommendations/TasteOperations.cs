using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Recommendations;

/// <summary>What a user sees and decides of the shop's picture of them.</summary>
public sealed class TasteOperations
{
    private const string Me = "api/v1/users/me";

    private readonly ApiConnection _api;

    internal TasteOperations(ApiConnection api) => _api = api;

    public Task<Taste> GetAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync<Taste>($"{Me}/taste", cancellationToken);

    /// <summary>Has everything forgotten that suggestions are made of.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Delete, $"{Me}/taste", null as object, cancellationToken);

    /// <summary>Nothing of it, and nothing because of it, is suggested any more.</summary>
    public Task RemoveAsync(string kind, string name, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, Removed(kind, name), null as object, cancellationToken);

    public Task RestoreAsync(string kind, string name, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Delete, Removed(kind, name), null as object, cancellationToken);

    /// <summary>Whether suggestions are made for the user or are the same for everybody.</summary>
    public Task SetPersonalisedAsync(bool enabled, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, $"{Me}/personalisation", new { enabled }, cancellationToken);

    private static string Removed(string kind, string name) =>
        $"{Me}/taste/removed/{Uri.EscapeDataString(kind)}/{Uri.EscapeDataString(name)}";
}
