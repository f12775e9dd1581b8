using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class RoomPresenceTests
{
    private readonly RoomPresence _presence = new();

    [Fact]
    public void Enter_WhenAFriendIsHere_KnowsAtOnce()
    {
        Enter("ann");
        Enter("bob", "ann", "zoe");

        Assert.Equal(new PresentPerson("ann", "ANN"), Assert.Single(_presence.FriendsOf("bob")));
        Assert.Empty(_presence.FriendsOf("ann"));
    }

    [Fact]
    public void Settle_WhenAFriendComesAndGoes_TellsThoseWhoFollow()
    {
        Enter("bob", "ann");
        Enter("eve");
        Enter("ann");

        Assert.Equal(["bob"], _presence.Settle().Select(change => change.UserId));
        Assert.Equal(["ann"], Friends("bob"));
        Assert.Empty(_presence.Settle());

        _presence.Leave("ann");
        var change = Assert.Single(_presence.Settle());
        Assert.Equal("bob", change.UserId);
        Assert.Empty(change.Friends);
    }

    [Fact]
    public void Enter_AnInvisibleFriend_IsNotSeenAndNotReported()
    {
        Enter("bob", "ann");
        _presence.Enter("ann", "ANN", new UserTies(["bob"], IsInvisible: true));

        Assert.Equal([("bob", 0), ("ann", 1)], _presence.Settle().Select(change => (change.UserId, change.Friends.Length)));
        Assert.Empty(Friends("bob"));
        Assert.Equal(["bob"], Friends("ann"));
        Assert.Equal(["bob"], _presence.TakeReport("api", isWhole: true).Arrived.Select(person => person.UserId));
    }

    [Fact]
    public void Enter_Again_FollowsTheTiesOfNow()
    {
        Enter("ann");
        Enter("bob", "ann");
        _presence.TakeReport("api", isWhole: true);
        _presence.Settle();

        _presence.Enter("ann", "ANN", new UserTies([], IsInvisible: true));
        Assert.Empty(Assert.Single(_presence.Settle()).Friends);
        Assert.Equal("ann", Assert.Single(_presence.TakeReport("api", isWhole: false).Departed));

        _presence.Enter("ann", "ANN", new UserTies([], IsInvisible: false));
        Assert.Equal(["ann"], Assert.Single(_presence.Settle()).Friends.Select(friend => friend.UserId));

        // Blocked, either way: the tie is gone, and so is the friend.
        Enter("bob");
        Assert.Empty(Assert.Single(_presence.Settle()).Friends);
        Assert.Empty(_presence.FollowersOf("ann"));
    }

    [Fact]
    public void TryTake_OfThoseAtOtherProcesses_FindsFriendsAmongThem()
    {
        Enter("bob", "ann", "cat");

        Assert.True(_presence.TryTake(new PresenceView(0, 100, IsWhole: true, [Person("ann"), Person("dan")], [])));
        Assert.Equal(["ann"], Assert.Single(_presence.Settle()).Friends.Select(friend => friend.UserId));
        Assert.True(_presence.TryTake(new PresenceView(100, 102, IsWhole: false, [Person("cat")], ["ann"])));

        Assert.Equal(["cat"], Assert.Single(_presence.Settle()).Friends.Select(friend => friend.UserId));
        Assert.Equal(102, _presence.TakeReport("api", isWhole: false).Known);
    }

    [Fact]
    public void TryTake_WithAHoleBefore_SaysSoAndWaitsForTheWhole()
    {
        Enter("bob", "ann");
        _presence.TryTake(new PresenceView(0, 100, IsWhole: true, [], []));

        _presence.Settle();

        Assert.False(_presence.TryTake(new PresenceView(101, 102, IsWhole: false, [Person("ann")], [])));
        Assert.Empty(_presence.Settle());
        Assert.True(_presence.TryTake(new PresenceView(100, 103, IsWhole: false, [Person("ann")], [])));
        Assert.Equal(["ann"], Assert.Single(_presence.Settle()).Friends.Select(friend => friend.UserId));
    }

    [Fact]
    public void TakeReport_AfterAFailedOne_SaysItAgain()
    {
        Enter("ann");
        Enter("bob");
        var lost = _presence.TakeReport("api", isWhole: false);
        _presence.Leave("bob");

        _presence.TakeBack(lost);
        var again = _presence.TakeReport("api", isWhole: false);

        Assert.Equal(["ann"], again.Arrived.Select(person => person.UserId));
        Assert.Equal("bob", Assert.Single(again.Departed));
        Assert.False(_presence.HasNews);
    }

    /// <summary>Whatever comes and goes, each viewer's friends are those who are followed, here and seen.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyOrderOfSteps_ShowsExactlyTheFriendsWhoAreHere(int seed)
    {
        var random = new Random(seed);
        var here = new Dictionary<string, UserTies>();
        var elsewhere = new HashSet<string>();
        var shown = new Dictionary<string, string[]>();
        var version = 0L;
        for (var step = 0; step < 3_000; step++)
        {
            var user = $"u{random.Next(12)}";
            switch (random.Next(4))
            {
                case 0:
                    string[] following = [.. Enumerable.Range(0, 12).Where(_ => random.Next(3) == 0).Select(i => $"u{i}").Where(id => id != user)];
                    here[user] = new UserTies([.. following], IsInvisible: random.Next(4) == 0);
                    _presence.Enter(user, user, here[user]);
                    break;
                case 1:
                    here.Remove(user);
                    shown.Remove(user);
                    _presence.Leave(user);
                    break;
                case 2:
                    var arrives = elsewhere.Add(user) || !elsewhere.Remove(user);
                    _presence.TryTake(new PresenceView(version, ++version, IsWhole: false, arrives ? [Person(user)] : [], arrives ? [] : [user]));
                    break;
                default:
                    foreach (var (userId, friends) in _presence.Settle())
                    {
                        shown[userId] = [.. friends.Select(friend => friend.UserId)];
                    }

                    foreach (var (userId, ties) in here)
                    {
                        var expected = ties.Following.Where(id => here.TryGetValue(id, out var friend) ? !friend.IsInvisible : elsewhere.Contains(id));
                        Assert.Equal(expected, Friends(userId));
                        Assert.True(!shown.TryGetValue(userId, out var told) || told.SequenceEqual(Friends(userId)));
                    }

                    break;
            }
        }
    }

    private void Enter(string userId, params string[] following) =>
        _presence.Enter(userId, userId.ToUpperInvariant(), new UserTies([.. following], IsInvisible: false));

    private IEnumerable<string> Friends(string userId) => _presence.FriendsOf(userId).Select(friend => friend.UserId);

    private static PresentPerson Person(string userId) => new(userId, userId.ToUpperInvariant());
}
