using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class PresenceLinkTests
{
    private readonly ManualClock _clock = new();
    private readonly RoomPresence _presence = new();
    private readonly FakeDirectory _directory = new();
    private readonly PresenceLink _link;

    public PresenceLinkTests() =>
        _link = new PresenceLink(_presence, _directory, "api", TimeSpan.FromSeconds(10), _clock, NullLogger.Instance) { OnMoved = () => _presence.Settle() };

    [Fact]
    public async Task Tend_ReportsEverybodyFirst_ThenOnlyWhatIsNew()
    {
        Enter("ann");
        await _link.TendAsync();
        await _link.TendAsync();
        Enter("bob");
        await _link.TendAsync();

        Assert.Equal([(true, "ann"), (false, "bob")], _directory.Reports.Select(Describe));
    }

    [Fact]
    public async Task Tend_WithNothingNew_RenewsItsLease()
    {
        await _link.TendAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _link.TendAsync();

        Assert.Equal(2, _directory.Reports.Count);
    }

    [Fact]
    public async Task Tend_AfterAFailedReport_SaysItAgain()
    {
        await _link.TendAsync();
        Enter("ann");
        _directory.Fails = true;
        await _link.TendAsync();
        _directory.Fails = false;
        await _link.TendAsync();

        Assert.Equal((false, "ann"), Describe(_directory.Reports[^1]));
    }

    [Fact]
    public async Task Tend_WhenTheDirectoryForgotThisProcess_ReportsEverybody()
    {
        Enter("ann");
        await _link.TendAsync();
        _directory.Forgets = true;
        Enter("bob");
        await _link.TendAsync();
        _directory.Forgets = false;
        await _link.TendAsync();

        Assert.Equal((true, "ann,bob"), Describe(_directory.Reports[^1]));
    }

    [Fact]
    public async Task OnPresence_WithAHole_AsksAtTheNextRound()
    {
        await _link.TendAsync();
        await _link.OnPresenceAsync(new PresenceView(5, 6, IsWhole: false, [], ["x"]));
        await _link.TendAsync();

        Assert.Equal(2, _directory.Reports.Count);
    }

    private static (bool, string) Describe(PresenceReport report) =>
        (report.IsWhole, string.Join(',', report.Arrived.Select(person => person.UserId)));

    private void Enter(string userId) => _presence.Enter(userId, userId, new UserTies([], IsInvisible: false));

    private sealed class FakeDirectory : IPresenceSource
    {
        public List<PresenceReport> Reports { get; } = [];

        public bool Fails { get; set; }

        public bool Forgets { get; set; }

        public Task<PresenceView> ReportAsync(PresenceReport report, IRoomPresenceObserver observer)
        {
            Reports.Add(report);
            return Fails
                ? throw new TimeoutException()
                : Task.FromResult(new PresenceView(report.Known, report.Known, IsWhole: false, [], [], IsReportWanted: Forgets));
        }

        public Task LeaveAsync(string relayId) => Task.CompletedTask;
    }
}
