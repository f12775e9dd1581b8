using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Pushes, made once for however many sockets: the bytes are kept in the message and shared.</summary>
internal static class Frames
{
    public static SerializedHubMessage Events(string roomId, string epoch, IEnumerable<RoomEvent> events) =>
        Make("Events", new EventsBody(roomId, epoch, [.. events.Select(RoomEventBodies.From)]));

    public static SerializedHubMessage Pulse(RoomPulse pulse) =>
        Make("Pulse", new PulseBody(pulse.RoomId, pulse.Viewers, pulse.Reactions));

    public static SerializedHubMessage SuggestionsChanged(SuggestionList suggestions) =>
        Make("SuggestionsChanged", SuggestionsResponse.From(suggestions));

    public static SerializedHubMessage Notice(string kind, string text) => Make("Notice", new NoticeBody(kind, text));

    private static SerializedHubMessage Make(string method, object body) => new(new InvocationMessage(method, [body]));
}
