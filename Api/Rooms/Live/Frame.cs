using Microsoft.AspNetCore.SignalR;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>A push as bytes, made once for however many sockets.</summary>
/// <param name="Bytes">Length of what is written.</param>
/// <param name="LeftOut">Set when the frame says nothing but that these comments were left out.</param>
internal sealed record Frame(SerializedHubMessage Message, int Bytes, LeftOut? LeftOut = null)
{
    /// <summary>One frame that says what both say, or null when each is needed.</summary>
    public Frame? Join(Frame next) =>
        LeftOut is not null && next.LeftOut is not null && LeftOut.Join(next.LeftOut) is { } both ? Frames.LeftOut(both) : null;
}
