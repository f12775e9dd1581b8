using SocialCommerce.Api.Interactions;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Api.Rooms;
using SocialCommerce.Api.Rooms.Giveaways;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Polls;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Api.Tests.Rooms;

/// <summary>The hub's contract as the page for developers shows it (Web/src/docs/hub/live.json) is the hub's own.</summary>
public sealed class HubContractTests
{
    private static readonly ShownHub Shown = new("live.json");

    private static readonly Dictionary<string, Type> Types = new()
    {
        ["RoomSnapshot"] = typeof(RoomSnapshotBody),
        ["Event"] = typeof(EventBody),
        ["Comment"] = typeof(CommentBody),
        ["CommentAdded"] = typeof(CommentAddedBody),
        ["CommentsSampled"] = typeof(CommentsSampledBody),
        ["Product"] = typeof(ProductCardBody),
        ["Pin"] = typeof(PinBody),
        ["Deal"] = typeof(DealBody),
        ["Claim"] = typeof(ClaimBody),
        ["Voucher"] = typeof(VoucherBody),
        ["Poll"] = typeof(PollBody),
        ["PollTally"] = typeof(PollTallyBody),
        ["Question"] = typeof(QuestionBody),
        ["Giveaway"] = typeof(GiveawayBody),
        ["GiveawayCount"] = typeof(GiveawayCountBody),
        ["Winner"] = typeof(WinnerBody),
        ["Suggestion"] = typeof(SuggestionBody),
        ["Reason"] = typeof(ReasonBody),
        ["User"] = typeof(FriendBody),
        ["Modes"] = typeof(ModesBody),
        ["Standing"] = typeof(RoomStandingBody),
        ["Video"] = typeof(VideoBody),
        ["Interaction"] = typeof(InteractionBody),
        ["InteractionResult"] = typeof(InteractionResultBody),
        ["Money"] = typeof(Money),
    };

    private static readonly Dictionary<string, Type> Pushes = new()
    {
        ["Events"] = typeof(EventsBody),
        ["Pulse"] = typeof(PulseBody),
        ["SuggestionsChanged"] = typeof(SuggestionsResponse),
        ["FriendsHere"] = typeof(FriendsHereBody),
        ["Questions"] = typeof(QuestionsBody),
        ["Notice"] = typeof(NoticeBody),
    };

    [Fact]
    public void Methods_AreThoseOfTheHub_WithTheirRequests() =>
        Assert.Equal(ShownHub.MethodsOf(typeof(LiveHub), typeof(Task<HubAnswer>)), Shown.Methods);

    [Fact]
    public void TypesAndPushes_HaveTheMembersThatAreSent()
    {
        Assert.Equal(ShownHub.MembersOf(Types), Shown.Types);
        Assert.Equal(ShownHub.MembersOf(Pushes), Shown.Pushes);
    }
}
