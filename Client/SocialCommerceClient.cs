using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialCommerce.Client.Auth;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Communities;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Orders;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Recommendations;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Client.Search;
using SocialCommerce.Client.Social;

namespace SocialCommerce.Client;

/// <summary>
/// The public contract for programs: typed REST, and the live channel that loses nothing. Error answers are
/// <see cref="ApiException"/>s with the server's stable code.
/// </summary>
/// <example>
/// <code>
/// using var client = new SocialCommerceClient(new Uri("http://localhost:5080"));
/// await client.LoginAsync("shopper", "demo-password-1");
/// var suggestions = await client.GetSuggestionsAsync(limit: 10);
/// await client.TrackAsync([new Interaction(suggestions.Items[0].ProductId, InteractionKind.Click)]);
///
/// await using var live = client.CreateLiveConnection();
/// live.EventReceived += e => Console.WriteLine($"{e.RoomId} {e.Seq} {e.Type}");
/// await live.StartAsync();
/// var room = await live.JoinRoomAsync("r_1");
/// await live.SendCommentAsync("r_1", "hello");
/// </code>
/// </example>
public sealed class SocialCommerceClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly ApiConnection _api;
    private readonly ApiConnection _anonymous;
    private readonly Session _session;
    private readonly TimeProvider _clock;

    public SocialCommerceClient(Uri address, HttpClient? http = null, TimeProvider? clock = null)
    {
        Address = address;
        _clock = clock ?? TimeProvider.System;
        _ownsHttp = http is null;
        _http = http ?? new HttpClient();
        _http.BaseAddress ??= address;
        _session = new Session(_clock) { Refresh = RefreshAsync };
        _api = new ApiConnection(_http, _session.GetAccessTokenAsync);
        _anonymous = new ApiConnection(_http, _ => ValueTask.FromResult<string?>(null));
        GroupBuying = new GroupBuyingOperations(_api);
        Models = new ModelOperations(_api);
        Cart = new CartOperations(_api, _anonymous);
        Orders = new OrderOperations(_api);
        Reviews = new ReviewOperations(_api);
        Sellers = new SellerOperations(_api);
        Selling = new SellingOperations(_api);
        Taste = new TasteOperations(_api);
    }

    public Uri Address { get; }

    /// <summary>The cart of who is signed in, guests' carts, and what things cost.</summary>
    public CartOperations Cart { get; }

    /// <summary>Buying in groups.</summary>
    public GroupBuyingOperations GroupBuying { get; }

    /// <summary>For operators: the trained models.</summary>
    public ModelOperations Models { get; }

    /// <summary>Orders of who is signed in, as buyer and as seller.</summary>
    public OrderOperations Orders { get; }

    /// <summary>Reviews of products.</summary>
    public ReviewOperations Reviews { get; }

    /// <summary>Who sells and hosts, and what there is of them.</summary>
    public SellerOperations Sellers { get; }

    /// <summary>Deals and vouchers of rooms.</summary>
    public SellingOperations Selling { get; }

    /// <summary>What the shop thinks of who is signed in.</summary>
    public TasteOperations Taste { get; }

    /// <summary>Tokens of who is signed in. Set them to go on with a session that was kept.</summary>
    public Tokens? Tokens
    {
        get => _session.Tokens;
        set => _session.Set(value);
    }

    public ValueTask<string?> GetAccessTokenAsync(CancellationToken cancellationToken = default) =>
        _session.GetAccessTokenAsync(cancellationToken);

    public async Task<Tokens> RegisterAsync(
        string userName, string password, string displayName, CancellationToken cancellationToken = default) =>
        Keep(await _anonymous.PostAsync<Tokens>("api/v1/auth/register", new { userName, password, displayName }, cancellationToken));

    public async Task<Tokens> LoginAsync(string userName, string password, CancellationToken cancellationToken = default) =>
        Keep(await _anonymous.PostAsync<Tokens>("api/v1/auth/login", new { userName, password }, cancellationToken));

    /// <summary>Exchanges the refresh token now. Seldom needed: requests do so by themselves when it is time.</summary>
    public async Task<Tokens> RefreshAsync(CancellationToken cancellationToken = default) =>
        Keep(await RefreshAsync(
            Tokens?.RefreshToken ?? throw new InvalidOperationException("Nobody is signed in."), cancellationToken));

    public async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        await _api.SendAsync(HttpMethod.Post, "api/v1/auth/logout", new { refreshToken = Tokens?.RefreshToken }, cancellationToken);
        _session.Set(null);
    }

    public Task<SocketTicket> GetTicketAsync(CancellationToken cancellationToken = default) =>
        _api.PostAsync<SocketTicket>("api/v1/auth/ticket", null, cancellationToken);

    public Task<Me> GetMeAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync<Me>("api/v1/users/me", cancellationToken);

    public Task SetRolesAsync(string userName, IReadOnlyList<string> roles, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, $"api/v1/accounts/{Escape(userName)}/roles", new { roles }, cancellationToken);

    public Task<Product> CreateProductAsync(
        NewProduct product, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Product>("api/v1/products", product, cancellationToken, idempotencyKey);

    public Task<Product> GetProductAsync(string productId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Product>($"api/v1/products/{Escape(productId)}", cancellationToken);

    /// <param name="version">With a version, the change is refused (412) when the product has another by now.</param>
    public Task<Product> UpdateProductAsync(
        string productId, ProductChanges changes, string? version = null, CancellationToken cancellationToken = default) =>
        _api.SendAsync<Product>(
            HttpMethod.Patch,
            $"api/v1/products/{Escape(productId)}",
            changes,
            cancellationToken,
            request => { if (version is not null) { request.Headers.Add("If-Match", $"\"{version}\""); } });

    public Task<Page<Product>> ListProductsAsync(
        string? category = null, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Product>>(
            $"api/v1/products?limit={limit}{Query("category", category)}{Query("cursor", cursor)}", cancellationToken);

    /// <summary>Products, rooms and, for who is signed in, people by their words, the best first.</summary>
    /// <param name="kind">Only product, room or user.</param>
    public Task<Page<SearchItem>> SearchAsync(
        string query, string? kind = null, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<SearchItem>>(
            $"api/v1/search?q={Uri.EscapeDataString(query)}&limit={limit}{Query("kind", kind)}{Query("cursor", cursor)}", cancellationToken);

    /// <summary>Imports products, one result per product in the same order.</summary>
    public async IAsyncEnumerable<ImportResult> ImportProductsAsync(
        IEnumerable<NewProduct> products, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var content = new NdjsonContent<NewProduct>(products);
        using var response = await _api.SendAsync(HttpMethod.Post, "api/v1/products/import", content, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize<ImportResult>(line, ClientJson.Options)
                ?? throw new InvalidDataException("A line of an import's answer is empty.");
        }
    }

    public async Task<IReadOnlyList<Suggestion>> GetSimilarAsync(
        string productId, int limit = 20, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync<SimilarProducts>(
            $"api/v1/products/{Escape(productId)}/similar?limit={limit}", cancellationToken)).Items;

    /// <summary>Records interactions; when it answers, what was recorded is durable.</summary>
    public async Task<IReadOnlyList<InteractionResult>> TrackAsync(
        IReadOnlyList<Interaction> items, CancellationToken cancellationToken = default) =>
        (await _api.PostAsync<InteractionResults>("api/v1/interactions", new InteractionBatch(items), cancellationToken)).Results;

    public Task<Suggestions> GetSuggestionsAsync(
        int limit = 20,
        string? roomId = null,
        IReadOnlyList<string>? exclude = null,
        CancellationToken cancellationToken = default) =>
        _api.GetAsync<Suggestions>(
            $"api/v1/users/me/suggestions?limit={limit}{Query("roomId", roomId)}"
            + Query("exclude", exclude is null ? null : string.Join(',', exclude)),
            cancellationToken);

    public Task<Room> CreateRoomAsync(
        NewRoom room, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Room>("api/v1/rooms", room, cancellationToken, idempotencyKey);

    public Task<Room> GetRoomAsync(string roomId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Room>($"api/v1/rooms/{Escape(roomId)}", cancellationToken);

    public Task<Page<Room>> ListRoomsAsync(
        int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Room>>($"api/v1/rooms?limit={limit}{Query("cursor", cursor)}", cancellationToken);

    public Task<Room> ChangeRoomAsync(string roomId, RoomStep step, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Room>($"api/v1/rooms/{Escape(roomId)}/{Verb(step)}", null, cancellationToken);

    public Task<Room> PinAsync(string roomId, string productId, CancellationToken cancellationToken = default) =>
        _api.PostAsync<Room>($"api/v1/rooms/{Escape(roomId)}/pins", new { productId }, cancellationToken);

    public Task<Room> UnpinAsync(string roomId, string productId, CancellationToken cancellationToken = default) =>
        _api.SendAsync<Room>(
            HttpMethod.Delete, $"api/v1/rooms/{Escape(roomId)}/pins/{Escape(productId)}", null, cancellationToken);

    public Task RemoveCommentAsync(string roomId, string commentId, CancellationToken cancellationToken = default) =>
        _api.SendAsync(
            HttpMethod.Post, $"api/v1/rooms/{Escape(roomId)}/moderation", new { action = "remove", commentId }, cancellationToken);

    public Task FollowAsync(string userId, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, $"api/v1/users/me/following/{Escape(userId)}", null as object, cancellationToken);

    public Task UnfollowAsync(string userId, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Delete, $"api/v1/users/me/following/{Escape(userId)}", null as object, cancellationToken);

    /// <summary>Whether those who follow this user are told in which room the user is.</summary>
    public Task SetInvisibleAsync(bool invisible, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, "api/v1/users/me/visibility", new { invisible }, cancellationToken);

    /// <summary>Whether those who follow this user are told what the user buys.</summary>
    public Task SetSharesPurchasesAsync(bool sharesPurchases, CancellationToken cancellationToken = default) =>
        _api.SendAsync(HttpMethod.Put, "api/v1/users/me/visibility", new { sharesPurchases }, cancellationToken);

    /// <summary>What the people followed do and did of late, what goes on now first.</summary>
    public Task<Page<Activity>> ListActivityAsync(int limit = 20, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Activity>>($"api/v1/users/me/activity?limit={limit}", cancellationToken);

    /// <summary>The people followed who have a product, as far as they let it be known.</summary>
    public Task<Page<Activity>> ListFriendsWithAsync(string productId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<Activity>>($"api/v1/products/{Escape(productId)}/friends", cancellationToken);

    public Task<User> GetUserAsync(string userId, CancellationToken cancellationToken = default) =>
        _api.GetAsync<User>($"api/v1/users/{Escape(userId)}", cancellationToken);

    public Task<Page<UserCard>> ListFollowersAsync(
        string userId, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<UserCard>>(
            $"api/v1/users/{Escape(userId)}/followers?limit={limit}{Query("cursor", cursor)}", cancellationToken);

    public Task<Page<UserCard>> ListFollowingAsync(
        string userId, int limit = 20, string? cursor = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync<Page<UserCard>>(
            $"api/v1/users/{Escape(userId)}/following?limit={limit}{Query("cursor", cursor)}", cancellationToken);

    /// <summary>A live connection of who is signed in. Start it, and dispose it.</summary>
    public LiveConnection CreateLiveConnection(LiveConnectionOptions? options = null) =>
        new(Address, GetAccessTokenAsync, options ?? new LiveConnectionOptions(), _clock);

    public void Dispose()
    {
        _session.Dispose();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private Task<Tokens> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        _anonymous.PostAsync<Tokens>("api/v1/auth/refresh", new { refreshToken }, cancellationToken);

    private Tokens Keep(Tokens tokens)
    {
        _session.Set(tokens);
        return tokens;
    }

    private static string Verb(RoomStep step) => step switch
    {
        RoomStep.Start => "start",
        RoomStep.Pause => "pause",
        RoomStep.End => "end",
        RoomStep.Rehearse => "rehearse",
        RoomStep.CancelRehearsal => "rehearsal/cancel",
        RoomStep.Resume => "resume",
        RoomStep.PublishReplay => "replay",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "is not a step of a room"),
    };

    private static string Escape(string part) => Uri.EscapeDataString(part);

    private static string Query(string name, string? value) =>
        string.IsNullOrEmpty(value) ? string.Empty : $"&{name}={Uri.EscapeDataString(value)}";
}
