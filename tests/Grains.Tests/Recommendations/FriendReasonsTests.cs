using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Tests.Recommendations;

public sealed class FriendReasonsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Behind_AreThoseOfTheProductWhoMayBeSeen_TheLastFirst()
    {
        var behind = FriendReasons.Behind(
            [
                Of("ann", Item("p-1", minutesAgo: 9)),
                Of("bob", Item("p-2", minutesAgo: 1), Item("p-1", minutesAgo: 3) with { Told = FriendAct.Liked }),
                Of("cem", Item("p-1", minutesAgo: 1) with { IsSecret = true }),
            ],
            "p-1");

        Assert.Equal([("bob", FriendAct.Liked), ("ann", FriendAct.Unknown)], behind.Select(touch => (touch.FriendId, touch.Told)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(30, true)]
    public void Choose_OfPeopleWhoOnlyLooked_SpeaksOfManyOrOfNobody(int people, bool isCrowd)
    {
        var behind = Enumerable.Range(0, people).Select(number => Touch($"u-{number}")).ToList();

        Assert.Equal(isCrowd ? new FriendReason(null, FriendAct.Unknown) : null, FriendReasons.Choose(behind, _ => true));
    }

    [Fact]
    public void Choose_OneWhoTouchedItTwice_IsNoCrowd() =>
        Assert.Null(FriendReasons.Choose([Touch("ann"), Touch("ann"), Touch("bob")], _ => true));

    [Fact]
    public void Choose_NamesTheLastWhoLetsItBeKnown()
    {
        var reason = FriendReasons.Choose(
            [Touch("ann"), Touch("bob", FriendAct.Bought), Touch("cem", FriendAct.Liked)], _ => false);

        Assert.Equal(new FriendReason("bob", FriendAct.Bought), reason);
    }

    [Fact]
    public void Choose_AReviewThatIsOutOfSight_NamesNobody()
    {
        FriendTouch[] behind = [Touch("ann", FriendAct.Reviewed), Touch("bob", FriendAct.Reviewed)];

        Assert.Null(FriendReasons.Choose(behind, _ => false));
        Assert.Equal(new FriendReason("bob", FriendAct.Reviewed), FriendReasons.Choose(behind, touch => touch.FriendId == "bob"));
    }

    [Fact]
    public void Nameable_AreFew_HoweverManyThereAre() =>
        Assert.Equal(
            FriendReasons.AskedMax,
            FriendReasons.Nameable([.. Enumerable.Range(0, 50).Select(number => Touch($"u-{number}", FriendAct.Reviewed))]).Count());

    private static FriendTouches Of(string friendId, params RecentItem[] items) => new(friendId, [.. items]);

    private static RecentItem Item(string productId, int minutesAgo) =>
        new(productId, InteractionKind.View, Now.AddMinutes(-minutesAgo));

    private static FriendTouch Touch(string friendId, FriendAct told = FriendAct.Unknown) => new(friendId, told, Now);
}
