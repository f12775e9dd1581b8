using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

public sealed class AccessChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Between_TwoStates_NamesWhomTheDifferenceConcerns()
    {
        var before = RoomAccess.Open with { Moderators = ["m-1"], Muted = [new("u-1", null), new("u-2", Now.AddMinutes(1)), new("u-9", Now)] };
        var after = RoomAccess.Open with
        {
            Moderators = ["m-2"],
            Muted = [new("u-2", Now.AddMinutes(1)), new("u-3", Now.AddMinutes(2))],
            Banned = [new("u-4", null), new("u-5", Now)],
        };

        var kinds = AccessChanges.Between(before, after, Now).ToDictionary(change => change.Key, change => change.Value.Kind);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["m-1"] = AccessChanges.Dismissed,
                ["m-2"] = AccessChanges.Appointed,
                ["u-1"] = AccessChanges.Unmuted,
                ["u-3"] = AccessChanges.Muted,
                ["u-4"] = AccessChanges.Banned,
            },
            kinds);
    }

    [Fact]
    public void Between_BannedModerator_IsToldTheGravest()
    {
        var before = RoomAccess.Open with { Moderators = ["u-1"], Muted = [new("u-1", null)] };

        var change = Assert.Single(AccessChanges.Between(before, RoomAccess.Open with { Banned = [new("u-1", null)] }, Now));

        Assert.Equal(AccessChanges.Banned, change.Value.Kind);
    }
}
