using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Rooms.Selling;

public sealed class SellingTests(TestHost host) : IClassFixture<TestHost>, IAsyncLifetime
{
    private SocialCommerceClient _hostess = null!;
    private SocialCommerceClient _guest = null!;
    private HttpClient _hostHttp = null!;
    private HttpClient _guestHttp = null!;
    private string _roomId = null!;
    private string _productId = null!;

    private string Deals => $"/api/v1/rooms/{_roomId}/deals";

    private string Vouchers => $"/api/v1/rooms/{_roomId}/vouchers";

    public async Task InitializeAsync()
    {
        _hostess = await host.SignInAsync(Roles.Merchant);
        _guest = await host.SignInAsync();
        _hostHttp = host.CreateHttp(await _hostess.GetAccessTokenAsync());
        _guestHttp = host.CreateHttp(await _guest.GetAccessTokenAsync());
        _productId = (await _hostess.CreateProductAsync(Samples.Product(stock: 50))).ProductId;
        _roomId = (await _hostess.CreateRoomAsync(new NewRoom("A room", [_productId]))).RoomId;
        await _hostess.ChangeRoomAsync(_roomId, RoomStep.Start);
    }

    public Task DisposeAsync()
    {
        _hostess.Dispose();
        _guest.Dispose();
        _hostHttp.Dispose();
        _guestHttp.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task CreateDeal_ByTheHost_IsAnnouncedAndInTheSnapshot()
    {
        await using var viewer = await Viewer.JoinAsync(_guest, _roomId);

        var created = await _hostHttp.SendAsync("POST", Deals, DealBody(), ("Idempotency-Key", "one"));
        var again = await _hostHttp.SendAsync("POST", Deals, DealBody(), ("Idempotency-Key", "one"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (created.Status, again.Status));
        var dealId = created.Json.GetProperty("dealId").GetString();
        Assert.Equal(dealId, again.Json.GetProperty("dealId").GetString());
        Assert.Equal("announced", created.Json.GetProperty("status").GetString());
        var told = await viewer.Events.Reader.FirstAsync(e => e.Type == "deal.announced");
        Assert.Equal(dealId, told.Data.GetProperty("dealId").GetString());
        Assert.True(told.Data.GetProperty("opensAt").GetDateTimeOffset() > told.Data.GetProperty("serverTime").GetDateTimeOffset());
        await using var hub = new RawHub(host.Address, _guest);
        await hub.StartAsync();
        var joined = await hub.CallAsync("JoinRoom", new { roomId = _roomId });
        Assert.Equal(dealId, joined.GetProperty("snapshot").GetProperty("deals")[0].GetProperty("dealId").GetString());
        Assert.Equal(40, (await Eventually.GetAsync(() => _guest.GetProductAsync(_productId), product => product.Stock == 40)).Stock);
        var listed = await _guestHttp.SendAsync("GET", Deals);
        Assert.Equal(dealId, listed.Json.GetProperty("items")[0].GetProperty("dealId").GetString());
    }

    [Fact]
    public async Task CreateDeal_ThatMayNotBe_IsRefusedByName()
    {
        (await _guestHttp.SendAsync("POST", Deals, DealBody())).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await _hostHttp.SendAsync("POST", Deals, DealBody(quantity: 51))).IsProblem(HttpStatusCode.Conflict, "no-stock");
        (await _hostHttp.SendAsync("POST", Deals, "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await _hostHttp.SendAsync("POST", Deals, DealBody(price: 1_999))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var early = await _hostHttp.SendAsync("POST", Deals, DealBody(countdown: 3));
        early.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.True(early.Json.GetProperty("errors").TryGetProperty("countdownSeconds", out _));
        var foreign = await _guest.CreateRoomAsync(new NewRoom("Another room", [_productId]));
        await _guest.ChangeRoomAsync(foreign.RoomId, RoomStep.Start);
        (await _guestHttp.SendAsync("POST", $"/api/v1/rooms/{foreign.RoomId}/deals", DealBody())).IsProblem(HttpStatusCode.Forbidden, "not-owner");
    }

    [Fact]
    public async Task CancelDeal_ByTheHost_ClosesIt()
    {
        await using var viewer = await Viewer.JoinAsync(_guest, _roomId);
        var created = await _hostHttp.SendAsync("POST", Deals, DealBody());
        var deal = $"{Deals}/{created.Json.GetProperty("dealId").GetString()}";

        (await _guestHttp.SendAsync("DELETE", deal)).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await _guestHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":1}""")).IsProblem(HttpStatusCode.Conflict, "deal-not-open");
        Assert.Equal(HttpStatusCode.NoContent, (await _hostHttp.SendAsync("DELETE", deal)).Status);

        var closed = await viewer.Events.Reader.FirstAsync(e => e.Type == "deal.closed");
        Assert.Equal("cancelled", closed.Data.GetProperty("reason").GetString());
        (await _guestHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":1}""")).IsProblem(HttpStatusCode.Conflict, "deal-closed");
        Assert.Equal(50, (await Eventually.GetAsync(() => _guest.GetProductAsync(_productId), product => product.Stock == 50)).Stock);
    }

    [Fact]
    public async Task Claim_InTheWindow_IsOneClaimForOneKey()
    {
        var deal = $"{Deals}/{await OpenDealAsync(quantity: 3)}";
        var first = await _guestHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":2}""", ("Idempotency-Key", "mine"));
        var again = await _guestHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":2}""", ("Idempotency-Key", "mine"));

        Assert.Equal((HttpStatusCode.Created, first.Body), (again.Status, again.Body));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.Equal("reserved", first.Json.GetProperty("status").GetString());
        Assert.Equal(999, first.Json.GetProperty("price").GetProperty("amountMinor").GetInt64());
        (await _guestHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":1}""", ("Idempotency-Key", "mine")))
            .IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        (await _guestHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":1}""")).IsProblem(HttpStatusCode.Conflict, "buyer-cap");
        (await _hostHttp.SendAsync("POST", $"{deal}/claims", """{"quantity":2}""")).IsProblem(HttpStatusCode.Conflict, "sold-out");

        var claim = first.Headers["Location"];
        (await _hostHttp.SendAsync("GET", claim)).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("released", (await _guestHttp.SendAsync("DELETE", claim)).Json.GetProperty("status").GetString());
        Assert.Equal("released", (await _guestHttp.SendAsync("GET", claim)).Json.GetProperty("status").GetString());
        Assert.Equal(3, (await _guestHttp.SendAsync("GET", deal)).Json.GetProperty("remaining").GetInt32());
    }

    [Fact]
    public async Task ClaimDeal_OverTheHub_IsTheSameClaimAsWithItsKey()
    {
        var dealId = await OpenDealAsync(quantity: 3);
        await using var hub = new RawHub(host.Address, _guest);
        await hub.StartAsync();
        var request = new { roomId = _roomId, dealId, quantity = 1, clientId = "mine" };
        Assert.Equal("not-joined", (await hub.CallAsync("ClaimDeal", request)).GetProperty("code").GetString());
        await hub.CallAsync("JoinRoom", new { roomId = _roomId });

        var claimed = await hub.CallAsync("ClaimDeal", request);
        var again = await _guestHttp.SendAsync("POST", $"{Deals}/{dealId}/claims", """{"quantity":1}""", ("Idempotency-Key", "mine"));

        Assert.Equal(claimed.GetProperty("claim").GetProperty("claimId").GetString(), again.Json.GetProperty("claimId").GetString());
        var refused = await hub.CallAsync("ClaimDeal", request with { quantity = 2, clientId = "more" });
        Assert.Equal("buyer-cap", refused.GetProperty("code").GetString());
        var invalid = await hub.CallAsync("ClaimDeal", request with { quantity = 0 });
        Assert.Equal("invalid", invalid.GetProperty("code").GetString());
        var none = await hub.CallAsync("ClaimDeal", request with { dealId = "d_none" });
        Assert.Equal("not-found", none.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Claim_OfNoDealOrWithoutSigningIn_IsRefused()
    {
        (await _guestHttp.SendAsync("POST", $"{Deals}/d_none/claims", """{"quantity":1}""")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await _guestHttp.SendAsync("POST", $"{Deals}/d_none/claims", """{"quantity":0}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        using var nobody = host.CreateHttp();
        (await nobody.SendAsync("POST", $"{Deals}/d_none/claims", """{"quantity":1}""")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Voucher_OfferedAndClaimed_IsInTheWallet()
    {
        await using var viewer = await Viewer.JoinAsync(_guest, _roomId);
        var offered = await _hostHttp.SendAsync("POST", Vouchers, VoucherBody(quantity: 1));
        Assert.Equal(HttpStatusCode.Created, offered.Status);
        var told = await viewer.Events.Reader.FirstAsync(e => e.Type == "voucher.offered");
        var voucherId = told.Data.GetProperty("voucherId").GetString();
        Assert.Equal(offered.Json.GetProperty("voucherId").GetString(), voucherId);

        var first = await _guestHttp.SendAsync("POST", $"{Vouchers}/{voucherId}/claims");
        var again = await _guestHttp.SendAsync("POST", $"{Vouchers}/{voucherId}/claims");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
        (await _hostHttp.SendAsync("POST", $"{Vouchers}/{voucherId}/claims")).IsProblem(HttpStatusCode.Conflict, "voucher-gone");
        var gone = await viewer.Events.Reader.FirstAsync(e => e.Type == "voucher.withdrawn");
        Assert.Equal("gone", gone.Data.GetProperty("reason").GetString());
        var wallet = await _guestHttp.SendAsync("GET", "/api/v1/users/me/vouchers");
        var held = Assert.Single(wallet.Json.GetProperty("items").EnumerateArray());
        Assert.Equal((voucherId, "claimed"), (held.GetProperty("voucherId").GetString(), held.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Voucher_ThatMayNotBe_IsRefusedByName()
    {
        (await _guestHttp.SendAsync("POST", Vouchers, VoucherBody())).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await _hostHttp.SendAsync("POST", Vouchers, "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await _hostHttp.SendAsync("POST", Vouchers, """{"kind":"bogus"}""")).IsProblem(HttpStatusCode.BadRequest, "malformed");
        (await _guestHttp.SendAsync("POST", $"{Vouchers}/v_none/claims")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task PinHistory_AfterAPriceChange_NamesBothPrices()
    {
        await using var viewer = await Viewer.JoinAsync(_guest, _roomId);
        await _hostess.PinAsync(_roomId, _productId);
        await _hostess.UpdateProductAsync(_productId, new Client.Products.ProductChanges(Price: new(1_500, "CNY")));

        var repriced = await viewer.Events.Reader.FirstAsync(e => e.Type == "product.pinned" && e.Data.GetProperty("priceVersion").GetInt64() == 2);

        Assert.Equal("some", repriced.Data.GetProperty("stockBand").GetString());
        var history = await _guestHttp.SendAsync("GET", $"/api/v1/rooms/{_roomId}/pins/history");
        Assert.Equal([1L, 2L], history.Json.GetProperty("items").EnumerateArray().Select(span => span.GetProperty("priceVersion").GetInt64()));
    }

    [Fact]
    public async Task PinAdvice_ForTheHostAlone_SaysWhy()
    {
        var advice = await _hostHttp.SendAsync("GET", $"/api/v1/rooms/{_roomId}/pin-advice?limit=3");

        var item = Assert.Single(advice.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(_productId, item.GetProperty("productId").GetString());
        Assert.Equal("fresh", item.GetProperty("reasons")[0].GetProperty("kind").GetString());
        (await _guestHttp.SendAsync("GET", $"/api/v1/rooms/{_roomId}/pin-advice")).IsProblem(HttpStatusCode.Forbidden, "not-host");
        (await _hostHttp.SendAsync("GET", $"/api/v1/rooms/{_roomId}/pin-advice?limit=0")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        (await _hostHttp.SendAsync("GET", "/api/v1/rooms/r_none/pin-advice")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    // Opening takes ten seconds at least; the deal's grain is told that they have gone by.
    private async Task<string> OpenDealAsync(int quantity)
    {
        var dealId = $"d_{Guid.NewGuid():N}";
        var opensAt = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var result = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IDealGrain>(dealId).CreateAsync(new CreateDeal(
            _roomId, _hostess.Tokens!.UserId, IsOperator: false, _productId, new Money(999, "CNY"), opensAt, TimeSpan.FromMinutes(5),
            quantity, 2, opensAt.AddSeconds(-10)));
        Assert.Equal(DealOutcome.Done, result.Outcome);
        return dealId;
    }

    private string DealBody(int quantity = 10, long price = 999, int countdown = 60) => JsonSerializer.Serialize(new
    {
        productId = _productId,
        price = new { amountMinor = price, currency = "CNY" },
        countdownSeconds = countdown,
        durationSeconds = 60,
        quantity,
        perBuyer = 2,
    });

    private static string VoucherBody(int quantity = 10) => JsonSerializer.Serialize(new
    {
        kind = "amount",
        value = 500,
        currency = "CNY",
        minimumSpend = 2_000,
        quantity,
        perUser = 1,
        validUntil = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O", CultureInfo.InvariantCulture),
    });
}
