using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Carts;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Orders.Carts;
using static SocialCommerce.Grains.Tests.Orders.Carts.CartSamples;

namespace SocialCommerce.Grains.Tests.Orders.Carts;

public sealed class CartRulesTests
{
    [Fact]
    public void Set_ANewProduct_RemembersThePriceThatWasSeen()
    {
        var (state, outcome) = CartRules.Set(new CartState(), new SetCartItem("p-1", 2, "r-1"), Offer(), Now);

        Assert.Equal(CartOutcome.Done, outcome);
        Assert.Equal(new CartEntry("p-1", 2, new Money(1_999, "CNY"), 1, "r-1", null, Now), Assert.Single(state.Entries));
        Assert.Equal(1, state.Version);
    }

    [Fact]
    public void Set_TheSameAgain_ChangesNothing()
    {
        var state = Set(new CartState(), "p-1", 2);

        Assert.Same(state, Set(state, "p-1", 2));
        Assert.Equal(3, Assert.Single(Set(state, "p-1", 3).Entries).Quantity);
    }

    [Fact]
    public void Set_WhatIsNotToBeHad_IsRefusedButLessOfItIsFine()
    {
        Assert.Equal(CartOutcome.SoldOut, CartRules.Set(new CartState(), new SetCartItem("p-1", 1), Offer(stock: 0), Now).Outcome);
        Assert.Equal(CartOutcome.UnknownProduct, CartRules.Set(new CartState(), new SetCartItem("p-1", 1), default, Now).Outcome);
        Assert.Equal(
            CartOutcome.UnknownProduct,
            CartRules.Set(new CartState(), new SetCartItem("p-1", 1), new CartOffer(Card(isHidden: true), null), Now).Outcome);

        var state = Set(new CartState(), "p-1", 3);
        Assert.Equal(CartOutcome.SoldOut, CartRules.Set(state, new SetCartItem("p-1", 4), Offer(stock: 0), Now).Outcome);
        Assert.Equal(CartOutcome.Done, CartRules.Set(state, new SetCartItem("p-1", 2), Offer(stock: 0), Now).Outcome);
    }

    [Theory]
    [InlineData(DealStatus.Announced, 5, 1, CartOutcome.Done)]
    [InlineData(DealStatus.Announced, 5, 0, CartOutcome.Done)]
    [InlineData(DealStatus.Open, 5, 0, CartOutcome.Done)] // Units of a deal were taken out of the stock.
    [InlineData(DealStatus.Open, 0, 0, CartOutcome.SoldOut)]
    [InlineData(DealStatus.Closed, 5, 9, CartOutcome.DealOver)]
    public void Set_ByADeal_GoesByTheDeal(DealStatus status, int remaining, int stock, CartOutcome expected) => Assert.Equal(
        expected,
        CartRules.Set(new CartState(), new SetCartItem("p-1", 1, DealId: "d-1"), Offer(stock: stock, deal: Deal(status, remaining)), Now).Outcome);

    [Fact]
    public void Set_ByADealOfAnotherProduct_IsInvalid()
    {
        var command = new SetCartItem("p-1", 1, DealId: "d-1");

        Assert.Equal(CartOutcome.Invalid, CartRules.Set(new CartState(), command, Offer(deal: Deal(product: "p-2")), Now).Outcome);
        Assert.Equal(CartOutcome.Invalid, CartRules.Set(new CartState(), command, Offer(), Now).Outcome);
    }

    [Fact]
    public void Change_OfAStaleVersion_IsRefused()
    {
        var state = Set(Set(new CartState(), "p-1", 1), "p-2", 1);

        Assert.Equal(CartOutcome.Stale, CartRules.Set(state, new SetCartItem("p-1", 2, ExpectedVersion: 1), Offer(), Now).Outcome);
        Assert.Equal(CartOutcome.Stale, CartRules.Remove(state, new RemoveCartItem("p-1", 1)).Outcome);
        Assert.Equal(CartOutcome.Done, CartRules.Remove(state, new RemoveCartItem("p-1", 2)).Outcome);
        Assert.Same(state, CartRules.Remove(state, new RemoveCartItem("p-3")).Next);
    }

    [Fact]
    public void Set_OneProductTooMany_IsRefused()
    {
        var state = new CartState();
        for (var number = 0; number < CartLimits.LinesMax; number++)
        {
            state = Set(state, $"p-{number}", 1);
        }

        Assert.Equal(CartOutcome.TooMany, CartRules.Set(state, new SetCartItem("p-more", 1), Offer("p-more"), Now).Outcome);
    }

    [Fact]
    public void Acknowledge_OfThePriceThatIs_IsThePriceSeen()
    {
        var state = Cart(Entry("p-1", 1));
        var offer = new CartOffer(Card(price: 2_500, version: 2), null);

        Assert.Equal(CartOutcome.Stale, CartRules.Acknowledge(state, new AcknowledgePrice("p-1", 1), offer).Outcome);
        Assert.Equal(CartOutcome.NotFound, CartRules.Acknowledge(state, new AcknowledgePrice("p-2", 2), offer).Outcome);
        var (next, outcome) = CartRules.Acknowledge(state, new AcknowledgePrice("p-1", 2), offer);
        Assert.Equal((CartOutcome.Done, 2_500, 2), (outcome, next.Entries[0].SeenPrice.AmountMinor, next.Entries[0].SeenPriceVersion));
        Assert.Same(next, CartRules.Acknowledge(next, new AcknowledgePrice("p-1", 2), offer).Next);
    }

    [Fact]
    public void Merge_AddsUpToTheCapAndTakesTheNewestPriceSeenAndTheLaterRoom()
    {
        var state = CartRules.Merge(
            Cart(Entry("p-1", 60, version: 2, room: "r-own"), Entry("p-2", 1, version: 3)),
            "gc-1",
            [Entry("p-1", 50, version: 3, at: Now.AddMinutes(1), room: "r-guest"), Entry("p-2", 2, version: 1, at: Now.AddMinutes(-1)), Entry("p-3", 7)]);

        Assert.Equal([("p-1", 99), ("p-2", 3), ("p-3", 7)], Units(state));
        Assert.Equal([3L, 3L, 1L], state.Entries.Select(entry => entry.SeenPriceVersion));
        Assert.Equal("r-guest", state.Entries[0].RoomId);
        Assert.Equal(Now, state.Entries[0].AddedAt);
        Assert.Same(state, CartRules.Merge(state, "gc-1", [Entry("p-1", 1)]));
    }

    [Fact]
    public void Merge_WithoutRoom_LeavesTheGuestsLastOut()
    {
        var full = Cart([.. Enumerable.Range(0, CartLimits.LinesMax - 1).Select(number => Entry($"p-{number}", 1))]);
        var state = CartRules.Merge(full, "gc-1", [Entry("g-1", 1), Entry("g-2", 1), Entry("p-0", 1)]);

        Assert.Equal(CartLimits.LinesMax, state.Entries.Length);
        Assert.Equal(("g-1", 1), Units(state)[^1]);
        Assert.Equal(("p-0", 2), Units(state)[0]);
    }

    [Fact]
    public void GuestCart_HandedOver_IsThatUsersAndChangesNoMore()
    {
        var guests = Guests(Entry("p-1", 1));
        var (handed, outcome) = CartRules.HandOver(guests, new HandOverCart("u-1", Secret), Now);

        Assert.Equal(CartOutcome.Done, outcome);
        Assert.Equal(CartOutcome.Done, CartRules.HandOver(handed, new HandOverCart("u-1", Secret), Now).Outcome);
        Assert.Equal(CartOutcome.NotFound, CartRules.HandOver(handed, new HandOverCart("u-2", Secret), Now).Outcome);
        Assert.Equal(CartOutcome.NotFound, CartRules.HandOver(guests, new HandOverCart("u-1", "guess"), Now).Outcome);
        Assert.Equal(CartOutcome.HandedOver, CartRules.EnterToChange(handed, isGuest: true, Secret, Now));
        Assert.Same(handed, CartRules.EndHandover(handed, "u-2"));
        Assert.Empty(CartRules.EndHandover(handed, "u-1").Entries);
    }

    [Fact]
    public void GuestCart_ByItsSecretAndItsTime_IsThereOrNot()
    {
        var (state, _) = CartRules.Open(new CartState(), new OpenGuestCart(Secret), Now);

        Assert.Equal(CartOutcome.Done, CartRules.Open(state, new OpenGuestCart(Secret), Now).Outcome);
        Assert.Equal(CartOutcome.NotFound, CartRules.Open(state, new OpenGuestCart("guess"), Now).Outcome);
        Assert.Equal(CartOutcome.Done, CartRules.Enter(state, isGuest: true, Secret, Now));
        Assert.Equal(CartOutcome.NotFound, CartRules.Enter(state, isGuest: true, "guess", Now));
        Assert.Equal(CartOutcome.NotFound, CartRules.Enter(state, isGuest: true, null, Now));
        Assert.Equal(CartOutcome.NotFound, CartRules.Enter(new CartState(), isGuest: true, null, Now));
        Assert.Equal(CartOutcome.NotFound, CartRules.Enter(state, isGuest: true, Secret, Now + CartLimits.GuestKeptFor));

        var later = Now + CartLimits.GuestKeptFor - TimeSpan.FromMinutes(1);
        Assert.Equal(CartOutcome.Done, CartRules.Enter(CartRules.Touch(state, later), isGuest: true, Secret, Now + CartLimits.GuestKeptFor));
        Assert.Same(state, CartRules.Touch(state, Now.AddHours(23)));
    }

    [Fact]
    public void RemoveOrdered_OncePerOrder_TakesOutItsUnits()
    {
        var order = new RemoveOrdered("o-1", [new OrderedUnits("p-1", 2), new OrderedUnits("p-1", 1), new OrderedUnits("p-2", 9), new OrderedUnits("p-9", 1)]);
        var state = CartRules.RemoveOrdered(Cart(Entry("p-1", 5), Entry("p-2", 3), Entry("p-3", 1)), order);

        Assert.Equal([("p-1", 2), ("p-3", 1)], Units(state));
        Assert.Same(state, CartRules.RemoveOrdered(state, order));
        for (var number = 2; number < CartRules.OrderedMax + 5; number++)
        {
            state = CartRules.RemoveOrdered(state, new RemoveOrdered($"o-{number}", []));
        }

        Assert.Equal(CartRules.OrderedMax, state.Ordered.Length);
        Assert.Equal([("p-1", 2), ("p-3", 1)], Units(state));
    }

    [Theory]
    [InlineData(5, 5, CartAvailability.Available)]
    [InlineData(5, 6, CartAvailability.Fewer)]
    [InlineData(0, 1, CartAvailability.SoldOut)]
    public void Availability_ByUnits(int stock, int quantity, CartAvailability expected) =>
        Assert.Equal(expected, Offer(stock: stock).AvailabilityOf(quantity));

    [Fact]
    public void Availability_OfADealThatIsOver_IsTheStocks()
    {
        var open = Offer(stock: 0, deal: Deal());
        var over = Offer(stock: 7, deal: Deal(DealStatus.Closed));

        Assert.Equal((2, 990), (open.UnitsAvailable, open.DealPrice!.Price.AmountMinor));
        Assert.Equal(7, over.UnitsAvailable);
        Assert.Null(over.DealPrice);
        Assert.Equal(CartAvailability.Gone, new CartOffer(Card(isHidden: true), Deal()).AvailabilityOf(1));
    }

    /// <summary>
    /// A user's cart and guests' carts, changed, merged, and merged again after crashes between any two steps: what was put
    /// in is there once, up to the cap, in one cart.
    /// </summary>
    [Fact]
    public void Merge_WithCrashesAnywhere_LosesAndDoublesNothing()
    {
        for (var seed = 0; seed < 100_000; seed++)
        {
            var random = new Random(seed);
            var (user, guest) = (new CartState(), Guests());
            var expected = new int[4];
            var isHanded = false;
            for (var step = 0; step < 12; step++)
            {
                var (product, quantity) = (random.Next(4), random.Next(1, 70));
                if (random.Next(3) == 0)
                {
                    (user, guest) = MergeUntilACrash(user, guest, random.Next(5));
                    isHanded |= guest.Guest!.HandedTo is not null;
                }
                else if (!isHanded)
                {
                    guest = Set(guest, $"p-{product}", quantity);
                    expected[product] = quantity;
                }
            }

            (user, guest) = MergeUntilACrash(user, guest, crashAfter: 9);
            var units = Units(user).ToDictionary(unit => unit.Id, unit => unit.Quantity);
            Assert.True(
                Enumerable.Range(0, 4).All(product => units.GetValueOrDefault($"p-{product}") == expected[product])
                    && guest.Entries.IsEmpty && user.Merging.IsEmpty,
                $"Seed {seed}.");
        }
    }

    // As the grain takes the steps; each answers when it is stored.
    private static (CartState User, CartState Guest) MergeUntilACrash(CartState user, CartState guest, int crashAfter)
    {
        foreach (var cartId in crashAfter > 0 ? user.Merging : [])
        {
            guest = CartRules.EndHandover(guest, "u-1");
            user = crashAfter > 1 ? CartRules.EndMerge(user, cartId) : user;
        }

        var entries = guest.Entries;
        guest = crashAfter > 1 ? CartRules.HandOver(guest, new HandOverCart("u-1", Secret), Now).Next : guest;
        user = crashAfter > 2 ? CartRules.Merge(user, "gc-1", entries) : user;
        guest = crashAfter > 3 ? CartRules.EndHandover(guest, "u-1") : guest;
        return (crashAfter > 4 ? CartRules.EndMerge(user, "gc-1") : user, guest);
    }
}
