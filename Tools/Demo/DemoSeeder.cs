using System.Collections.Concurrent;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo;

/// <summary>
/// Fills a store with the demo shop. Every step may be repeated: ids are the same at every start, and what is there
/// already stays. So a start that was killed half-way is finished by the next.
/// </summary>
internal sealed class DemoSeeder(IGrainFactory grains, SeededAccounts accounts, TimeProvider clock)
{
    private const int AtOnceMax = 32;

    /// <summary>The clip that the page brings along (docs/video.md).</summary>
    private const string DemoClip = "/demo/stall.m3u8";

    private static readonly TimeSpan BetweenProducts = TimeSpan.FromMinutes(37);

    private readonly ConcurrentDictionary<string, string> _userIds = new();

    /// <summary>Takes the store and makes the accounts that people sign in with; false when the store is somebody's.</summary>
    public async Task<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        if (!await accounts.TryClaimStoreAsync(cancellationToken))
        {
            return false;
        }

        foreach (var person in DemoPeople.Accounts)
        {
            await AddPersonAsync(person, DemoPeople.Password, cancellationToken);
        }

        return true;
    }

    /// <summary>Does what is not done yet. The rooms open last: an open last room means that all is there.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (await IsOpenAsync(DemoRoom.All[^1], cancellationToken))
        {
            return;
        }

        await ForAllAsync(
            [.. DemoPeople.Hosts, .. DemoPeople.Viewers], (person, token) => AddPersonAsync(person, password: null, token), cancellationToken);
        await ForAllAsync([.. DemoCatalogue.Products.Index()], AddProductAsync, cancellationToken);
        await new DemoOffers(grains, clock).AddAsync(userName => _userIds[userName], cancellationToken);
        await ForAllAsync([.. DemoPeople.WithHistory], AddPastAsync, cancellationToken);
        foreach (var room in DemoRoom.All)
        {
            await OpenAsync(room, cancellationToken);
        }
    }

    private async Task AddPersonAsync(DemoPerson person, string? password, CancellationToken cancellationToken) =>
        _userIds[person.UserName] = await accounts.EnsureAsync(
            person.UserName, person.DisplayName, password, person.Roles, cancellationToken);

    private async Task AddProductAsync((int Index, DemoProduct Product) entry, CancellationToken cancellationToken)
    {
        var (index, product) = entry;
        var at = clock.GetUtcNow() - (BetweenProducts * (DemoCatalogue.Products.Count - index));
        var result = await grains.GetGrain<IProductGrain>(product.ProductId).CreateAsync(
            new CreateProduct(_userIds[product.Department.SellerName], product.Describe(), at), cancellationToken);

        // It exists when somebody changed it between two attempts to fill the shop.
        if (result.Status is not (ProductStatus.Done or ProductStatus.Exists))
        {
            throw new InvalidOperationException($"Product {product.ProductId} was not made: {result.Status}.");
        }
    }

    private async Task AddPastAsync(DemoPerson person, CancellationToken cancellationToken)
    {
        var user = grains.GetGrain<IUserGrain>(_userIds[person.UserName]);
        foreach (var followee in DemoPast.Followees(person))
        {
            var followed = await user.FollowAsync(new FollowUser(_userIds[followee], clock.GetUtcNow()), cancellationToken);
            if (followed.Status != FollowStatus.Done)
            {
                throw new InvalidOperationException($"{person.UserName} could not follow {followee}: {followed.Status}.");
            }
        }

        var past = DemoPast.Interactions(person, clock.GetUtcNow());
        var recorded = await user.RecordAsync(new RecordInteractions([.. past]), cancellationToken);
        if (recorded.Results.Any(result => result.Status is not (InteractionStatus.Recorded or InteractionStatus.Duplicate)))
        {
            throw new InvalidOperationException($"The past of {person.UserName} was not recorded.");
        }
    }

    private async Task OpenAsync(DemoRoom room, CancellationToken cancellationToken)
    {
        var host = DemoPeople.Hosts.Concat(DemoPeople.Accounts).Single(person => person.UserName == room.HostName);
        var hostId = _userIds[host.UserName];
        var grain = grains.GetGrain<IRoomGrain>(room.RoomId);
        var created = await grain.CreateAsync(
            new CreateRoom(
                room.Title, hostId, host.DisplayName, [.. room.Products.Select(product => product.ProductId)],
                DemoClip, $"x_{room.RoomId}", clock.GetUtcNow()),
            cancellationToken);
        Demand(created, room);
        if (created.Room!.Status != RoomStatus.Scheduled)
        {
            return;
        }

        foreach (var product in room.FirstPins)
        {
            Demand(await grain.PinAsync(new PinProduct(hostId, product.ProductId), cancellationToken), room);
        }

        Demand(await grain.ChangeStatusAsync(new ChangeRoomStatus(hostId, RoomStatus.Live), cancellationToken), room);
    }

    private async Task<bool> IsOpenAsync(DemoRoom room, CancellationToken cancellationToken) =>
        await grains.GetGrain<IRoomGrain>(room.RoomId).GetAsync(cancellationToken) is { Status: not RoomStatus.Scheduled };

    private static void Demand(RoomResult result, DemoRoom room)
    {
        if (result.Outcome != RoomOutcome.Done)
        {
            throw new InvalidOperationException($"Room {room.RoomId} was not opened: {result.Outcome}.");
        }
    }

    private static Task ForAllAsync<T>(
        IReadOnlyCollection<T> all, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellationToken },
            async (item, token) => await work(item, token));
}
