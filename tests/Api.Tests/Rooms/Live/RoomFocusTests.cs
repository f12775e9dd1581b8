using SocialCommerce.Api.Rooms.Live;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class RoomFocusTests
{
    [Fact]
    public void Hearing_WhenAModeratorIsDismissed_HearsHostAndTheOthers()
    {
        var before = RoomFocus.None.Hearing("host", ["m-1", "m-2"]);

        var after = before.Hearing("host", ["m-2"]);

        Assert.Equal(["host", "m-1", "m-2"], before.AlwaysHeard.Order());
        Assert.Equal(["host", "m-2"], after.AlwaysHeard.Order());
    }
}
