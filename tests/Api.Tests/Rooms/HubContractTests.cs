using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
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
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Api.Tests.Rooms;

/// <summary>The hub's contract as the page for developers shows it (Web/src/docs/hub/live.json) is the hub's own.</summary>
public sealed class HubContractTests
{
    private static readonly JsonElement Shown = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "live.json"))).RootElement;

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
    public void Methods_AreThoseOfTheHub_WithTheirRequests()
    {
        var methods = typeof(LiveHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Task<HubAnswer>))
            .ToDictionary(method => method.Name, method => Members(method.GetParameters().Single().ParameterType));

        var shown = Shown.GetProperty("methods").EnumerateArray()
            .ToDictionary(method => method.GetProperty("name").GetString()!, method => Names(method.GetProperty("request")));

        Assert.Equal(methods.Keys.Order(), shown.Keys.Order());
        Assert.All(methods, method => Assert.Equal(method.Value, shown[method.Key]));
    }

    [Fact]
    public void TypesAndPushes_HaveTheMembersThatAreSent()
    {
        var shown = Shown.GetProperty("types").EnumerateObject().ToDictionary(type => type.Name, type => Names(type.Value));
        var pushes = Shown.GetProperty("pushes").EnumerateArray()
            .ToDictionary(push => push.GetProperty("name").GetString()!, push => Names(push.GetProperty("data")));

        Assert.Equal(Types.Keys.Order(), shown.Keys.Order());
        Assert.All(Types, type => Assert.Equal((type.Key, Members(type.Value)), (type.Key, shown[type.Key])));
        Assert.Equal(Pushes.Keys.Order(), pushes.Keys.Order());
        Assert.All(Pushes, push => Assert.Equal((push.Key, Members(push.Value)), (push.Key, pushes[push.Key])));
    }

    private static string Names(JsonElement fields) => string.Join(' ', fields.EnumerateObject().Select(field => field.Name).Order());

    private static string Members(Type type) => string.Join(' ', type.GetProperties()
        .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        .Order());
}
