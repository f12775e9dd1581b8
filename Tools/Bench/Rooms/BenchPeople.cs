using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>
/// The accounts of the bench: made once, because every one costs a password hash; they stay in the store, and their tokens
/// are good for every server that is started on it.
/// </summary>
internal sealed class BenchPeople : IDisposable
{
    private const string Password = "bench-crowd-of-rooms-1";
    private const int ProductsOfRoom = 5;

    private readonly List<SocialCommerceClient> _people = [];
    private readonly HttpClient _http;
    private IReadOnlyList<string> _productIds = [];

    public int Count => _people.Count;

    private BenchPeople(Uri url) => _http = new HttpClient { BaseAddress = url };

    /// <summary>The first account of an empty store owns the shop and hosts the rooms.</summary>
    public static async Task<BenchPeople> RegisterAsync(Uri url, int count, CancellationToken cancellationToken)
    {
        var people = new BenchPeople(url);
        for (var number = 0; number < count; number++)
        {
            var client = new SocialCommerceClient(url, people._http);
            var name = string.Create(CultureInfo.InvariantCulture, $"bench-{number:000}");
            await client.RegisterAsync(name, Password, $"Simulated {name[^3..]}", cancellationToken);
            people._people.Add(client);
        }

        var ids = new List<string>();
        await foreach (var result in people._people[0].ImportProductsAsync(Enumerable.Range(1, ProductsOfRoom).Select(Describe), cancellationToken))
        {
            ids.Add(result.ProductId ?? throw new InvalidOperationException("A product of the bench was not taken."));
        }

        people._productIds = ids;
        return people;
    }

    /// <summary>Live rooms, new ones.</summary>
    public async Task<IReadOnlyList<string>> OpenRoomsAsync(int count, CancellationToken cancellationToken)
    {
        var ids = new List<string>(count);
        for (var number = 0; number < count; number++)
        {
            var room = await _people[0].CreateRoomAsync(new NewRoom($"Bench room {number}", _productIds), cancellationToken: cancellationToken);
            await _people[0].ChangeRoomAsync(room.RoomId, RoomStep.Start, cancellationToken);
            ids.Add(room.RoomId);
        }

        return ids;
    }

    /// <summary>The account of a viewer.</summary>
    public SocialCommerceClient ClientOf(int viewer) => _people[viewer % _people.Count];

    /// <summary>The token of a viewer's account; viewers share accounts evenly.</summary>
    public ValueTask<string?> GetBearerAsync(int viewer, CancellationToken cancellationToken) =>
        ClientOf(viewer).GetAccessTokenAsync(cancellationToken);

    public void Dispose()
    {
        _people.ForEach(client => client.Dispose());
        _http.Dispose();
    }

    private static NewProduct Describe(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"Product {number}"),
        "What the bench sells.",
        "tea",
        "Brand",
        new Money(1_000 + number, "CNY"),
        Stock: 1_000);
}
