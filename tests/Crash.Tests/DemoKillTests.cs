using System.Net.Sockets;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Crash.Tests;

/// <summary>A first start that is killed while it fills the demo shop is finished by the next, without doubles.</summary>
public sealed class DemoKillTests(ITestOutputHelper output)
{
    private const int Rooms = 3;

    /// <summary>Before it listens, as a rule: the accounts are being made.</summary>
    private static readonly TimeSpan FirstLife = TimeSpan.FromSeconds(1.1);

    [Fact]
    public async Task Kill_WhileTheShopIsFilled_NextStartFinishesIt()
    {
        using var whole = new TempDirectory();
        using var killed = new TempDirectory();
        await FillAsync(whole.Path);
        await using (var server = ServerProcess.Launch(killed.Path, port: 0, "--no-crowd"))
        {
            await Task.Delay(FirstLife);
            await server.KillAsync();
        }

        // While the products are made, and while the past is.
        await KillWhenAsync(killed.Path, "SELECT count(*) FROM list_item WHERE list = 'products'");
        await KillWhenAsync(killed.Path, "SELECT count(*) FROM interaction");
        await FillAsync(killed.Path);

        using var expected = new StoreReader(whole.Path);
        using var actual = new StoreReader(killed.Path);
        Assert.Equal(expected.CountLists(), actual.CountLists());
        Assert.Equal(Name(expected), Name(actual));
    }

    private static async Task FillAsync(string dataDirectory)
    {
        await using var server = await ServerProcess.StartAsync(dataDirectory, port: 0, "--no-crowd");
        using var client = new SocialCommerceClient(server.Url);
        try
        {
            var rooms = await Eventually.GetAsync(() => client.ListRoomsAsync(), IsOpen);
            Assert.True(IsOpen(rooms), server.Output);
            Assert.All(rooms.Items, room => Assert.Equal(2, room.Pins.Count));
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            throw new InvalidOperationException($"The server answers no more; it said:\n{server.Output}", exception);
        }
    }

    private async Task KillWhenAsync(string dataDirectory, string countSql)
    {
        await using var server = ServerProcess.Launch(dataDirectory, port: 0, "--no-crowd");
        Assert.True(await Eventually.GetAsync(() => Task.FromResult(StoreReader.Peek(dataDirectory, countSql)), count => count > 0) > 0);
        await server.KillAsync();
        using var store = new StoreReader(dataDirectory);
        output.WriteLine($"Killed with {string.Join(", ", store.CountLists())}; {store.ReadInteractions().Count} interactions");
    }

    private static bool IsOpen(SocialCommerce.Client.Common.Page<Room> rooms) =>
        rooms.Items.Count(room => room.Status == "live") == Rooms;

    // User ids are drawn at random, so the interactions are compared without them.
    private static IEnumerable<string> Name(StoreReader store) =>
        store.ReadInteractions().Select(row => $"{row.EventId} {row.ProductId} {row.Kind}").Order(StringComparer.Ordinal);
}
