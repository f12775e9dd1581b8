using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Pushes, made once for however many sockets: the bytes are kept in the message and shared.</summary>
internal static class Frames
{
    private static readonly JsonHubProtocol Protocol = CreateProtocol();

    public static Frame Events(string roomId, string epoch, IEnumerable<RoomEvent> events) =>
        Events(roomId, epoch, [.. events.Select(RoomEventBodies.From)]);

    public static Frame Events(string roomId, string epoch, IReadOnlyList<EventBody> events) =>
        Make("Events", new EventsBody(roomId, epoch, events)) with { LeftOut = FindLeftOut(roomId, epoch, events) };

    public static Frame LeftOut(LeftOut run) =>
        Events(run.RoomId, run.Epoch, [Live.LeftOut.Describe(run.From, run.Last, run.At)]);

    public static Frame Pulse(RoomPulse pulse, RoomPosition position) =>
        Make("Pulse", PulseBody.From(pulse, position));

    public static Frame Questions(RoomQuestions questions) => Make("Questions", QuestionsBody.From(questions));

    public static Frame SuggestionsChanged(SuggestionList suggestions) =>
        Make("SuggestionsChanged", SuggestionsResponse.From(suggestions));

    public static Frame FriendsHere(string roomId, ImmutableArray<PresentPerson> friends) =>
        Make("FriendsHere", new FriendsHereBody(roomId, [.. friends.Select(FriendBody.From)]));

    public static Frame Notice(
        string kind, string text, string? roomId = null, DateTimeOffset? until = null, string? subjectId = null) =>
        Make("Notice", new NoticeBody(kind, text, roomId, until, subjectId));

    private static LeftOut? FindLeftOut(string roomId, string epoch, IReadOnlyList<EventBody> events) =>
        events is [{ Data: CommentsSampledBody run } only] ? new LeftOut(roomId, epoch, run.From, only.Seq, only.At) : null;

    private static Frame Make(string method, object body)
    {
        var bytes = Protocol.GetMessageBytes(new InvocationMessage(method, [body]));
        return new Frame(new SerializedHubMessage([new SerializedMessage(Protocol.Name, bytes)]), bytes.Length);
    }

    // The hub has no other protocol, see LiveServices.
    private static JsonHubProtocol CreateProtocol()
    {
        var options = new JsonHubProtocolOptions();
        ApiJson.Configure(options.PayloadSerializerOptions);
        return new JsonHubProtocol(Options.Create(options));
    }
}
