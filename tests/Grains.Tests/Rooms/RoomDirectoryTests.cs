using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class RoomDirectoryTests
{
    private readonly RoomDirectory _directory = new(1_000);

    [Fact]
    public void TryTake_OfAProcessThatIsNotKnown_WantsEverybodyFirst()
    {
        Assert.False(_directory.TryTake(Report("a", isWhole: false, ["ann"])));
        Assert.True(_directory.TryTake(Report("a", isWhole: true, ["ann"])));
        Assert.True(_directory.TryTake(Report("a", isWhole: false, ["bob"], ["ann"])));

        Assert.Equal(["bob"], Everybody());
    }

    [Fact]
    public void Since_AVersion_AnswersWhatChanged()
    {
        _directory.TryTake(Report("a", isWhole: true, ["ann"]));
        var known = _directory.Version;
        _directory.TryTake(Report("b", isWhole: true, ["bob", "cat"]));
        _directory.TryTake(Report("b", isWhole: false, [], ["cat"]));
        _directory.TryTake(Report("a", isWhole: false, [], ["ann"]));

        var view = _directory.Since(known);

        Assert.Equal((known, known + 4, false), (view.From, view.Version, view.IsWhole));
        Assert.Equal(["bob"], view.Arrived.Select(person => person.UserId));
        Assert.Equal(["ann", "cat"], view.Departed.Order());
        Assert.Equal((true, 1), (_directory.Since(0).IsWhole, _directory.Since(0).Arrived.Length));
    }

    [Theory]
    [InlineData(3, 10, 3)]
    [InlineData(10, 10, 10)]
    [InlineData(11, 10, 6)]
    [InlineData(1_000, 50, 50)]
    public void Sample_OfManyPeople_IsOfSomeFromAllOverTheRoom(int people, int limit, int expected)
    {
        _directory.TryTake(Report("a", isWhole: true, [.. Enumerable.Range(0, people).Select(number => $"u-{number}")]));

        var sample = _directory.Sample(limit);

        Assert.Equal(expected, sample.Distinct().Count());
        Assert.True(int.Parse(sample[^1][2..], System.Globalization.CultureInfo.InvariantCulture) >= people - 1 - (people / limit));
    }

    [Fact]
    public void Leave_OfOneProcess_KeepsThoseWhoAreAlsoAtAnother()
    {
        _directory.TryTake(Report("a", isWhole: true, ["ann", "bob"]));
        _directory.TryTake(Report("b", isWhole: true, ["ann"]));
        var known = _directory.Version;

        _directory.Leave("a");

        Assert.Equal(["ann"], Everybody());
        Assert.Equal("bob", Assert.Single(_directory.Since(known).Departed));
        _directory.Leave("b");
        Assert.Empty(Everybody());
    }

    [Fact]
    public void TryTake_AWholeReport_ForgetsThoseWhoAreNotInIt()
    {
        _directory.TryTake(Report("a", isWhole: true, ["ann", "bob"]));
        _directory.TryTake(Report("a", isWhole: true, ["bob", "cat"]));
        _directory.TryTake(Report("a", isWhole: true, ["bob", "cat"]));

        Assert.Equal(["bob", "cat"], Everybody());
    }

    [Fact]
    public void Since_LongAgo_AnswersEverybody()
    {
        _directory.TryTake(Report("a", isWhole: true, []));
        var known = _directory.Version;
        for (var i = 0; i <= RoomDirectory.ChangesMax; i++)
        {
            _directory.TryTake(Report("a", isWhole: false, [$"u{i}"]));
        }

        Assert.True(_directory.Since(known).IsWhole);
        Assert.Equal(RoomDirectory.ChangesMax + 1, _directory.Since(known).Arrived.Length);
    }

    private IEnumerable<string> Everybody() => _directory.Since(0).Arrived.Select(person => person.UserId).Order();

    private static PresenceReport Report(string relayId, bool isWhole, string[] arrived, string[]? departed = null) =>
        new(relayId, isWhole, [.. arrived.Select(userId => new PresentPerson(userId, userId))], [.. departed ?? []], 0);
}
