using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Social;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Social;

public sealed class ToldActsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(InteractionKind.View, null, false, FriendAct.Unknown)]
    [InlineData(InteractionKind.View, null, true, FriendAct.Unknown)]
    [InlineData(InteractionKind.Click, null, true, FriendAct.Unknown)]
    [InlineData(InteractionKind.Cart, null, true, FriendAct.Unknown)]
    [InlineData(InteractionKind.Like, null, false, FriendAct.Unknown)]
    [InlineData(InteractionKind.Like, null, true, FriendAct.Liked)]
    [InlineData(InteractionKind.Purchase, InteractionKind.Purchase, false, FriendAct.Unknown)]
    [InlineData(InteractionKind.Purchase, InteractionKind.Purchase, true, FriendAct.Bought)]
    [InlineData(InteractionKind.View, InteractionKind.Purchase, true, FriendAct.Bought)]
    [InlineData(InteractionKind.View, InteractionKind.Rating, false, FriendAct.Reviewed)]
    [InlineData(InteractionKind.Like, InteractionKind.Rating, true, FriendAct.Reviewed)]
    public void Told_IsWhatIsPublicOrShared(InteractionKind last, InteractionKind? deed, bool shares, FriendAct expected)
    {
        ImmutableArray<TasteDeed> deeds = deed is { } kind ? [new TasteDeed("p-1", kind, Now)] : [];

        var marked = ToldActs.Mark([new RecentItem("p-1", last, Now)], deeds, isInvisible: false, shares);

        Assert.Equal((expected, false), (marked.Single().Told, marked.Single().IsSecret));
    }

    [Fact]
    public void Told_OfAnotherProduct_IsNothing()
    {
        var marked = ToldActs.Mark(
            [new RecentItem("p-1", InteractionKind.View, Now)],
            [new TasteDeed("p-2", InteractionKind.Rating, Now)],
            isInvisible: false,
            sharesPurchases: true);

        Assert.Equal(FriendAct.Unknown, marked.Single().Told);
    }

    [Fact]
    public void Told_OfWhoIsInvisible_IsNothingNotEvenAmongMany()
    {
        var marked = ToldActs.Mark(
            [new RecentItem("p-1", InteractionKind.Like, Now)],
            [new TasteDeed("p-1", InteractionKind.Rating, Now)],
            isInvisible: true,
            sharesPurchases: true);

        Assert.Equal((FriendAct.Unknown, true), (marked.Single().Told, marked.Single().IsSecret));
    }
}
