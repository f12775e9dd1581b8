using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Api.Interactions;
using SocialCommerce.Api.Operations.Cluster;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The live channel: every method takes one request and answers ok or why not. Rules belong to the grains.</summary>
[Authorize]
internal sealed partial class LiveHub(
    IGrainFactory grains,
    LiveSockets sockets,
    RoomDoor door,
    UserRelays users,
    CommentDesk desk,
    QuestionDesk questions,
    Tracking tracking,
    TraceLinks traces) : Hub
{
    public const string Path = "/hubs/live";

    public override Task OnConnectedAsync()
    {
        if (sockets.Find(Context.ConnectionId) is { } socket)
        {
            users.Expect(socket.Caller.UserId, roomId: null);
        }
        else
        {
            Context.Abort();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (sockets.Remove(Context.ConnectionId) is not { } socket)
        {
            return;
        }

        RoomDoor.Forget(socket);
        if (sockets.OfUser(socket.Caller.UserId).IsEmpty)
        {
            await users.UnsubscribeAsync(socket.Caller.UserId);
        }
    }

    public async Task<HubAnswer> JoinRoom(JoinRequest request)
    {
        if (LiveRefusals.CheckRoom(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        return await door.JoinAsync(Socket, request!.RoomId!, request.Sample ?? false, Context.ConnectionAborted) ?? LiveRefusals.NoRoom;
    }

    public async Task<HubAnswer> Resume(ResumeRequest request)
    {
        if (LiveRefusals.CheckRoom(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        if (!Ids.IsValid(request!.Epoch) || request.Seq is not (>= 0 and var sequence))
        {
            return LiveRefusals.Invalid("epoch and seq must be those of a place in the room");
        }

        var position = new RoomPosition(request.Epoch!, sequence);
        return await door.ResumeAsync(
            Socket, request.RoomId!, position, request.Sample ?? false, Context.ConnectionAborted) ?? LiveRefusals.NoRoom;
    }

    public async Task<HubAnswer> LeaveRoom(RoomRequest request)
    {
        await door.LeaveAsync(Socket, request?.RoomId ?? string.Empty);
        return HubAnswer.Done;
    }

    public async Task<HubAnswer> SendComment(CommentRequest request)
    {
        if (LiveRefusals.CheckJoined(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        traces.Remember(Socket.Caller.UserId, request!.RoomId!);
        return await desk.SendAsync(Socket, request, Context.ConnectionAborted);
    }

    public async Task<HubAnswer> SendReactions(ReactionsRequest request)
    {
        if (LiveRefusals.CheckJoined(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        var command = new SendReactions(
            Socket.Caller.UserId, request!.Kind ?? string.Empty, request.Count ?? 0, request.BatchId ?? string.Empty);
        if (RoomLimits.Check(command) is { IsEmpty: false } errors)
        {
            return HubAnswer.Invalid(errors);
        }

        var result = await grains.GetGrain<IRoomGrain>(request.RoomId!).ReactAsync(command, Context.ConnectionAborted);
        return result.Outcome == RoomOutcome.Done ? HubAnswer.Done : LiveRefusals.From(result.Outcome);
    }

    public async Task<HubAnswer> Track(TrackRequest request)
    {
        if (Tracking.Check(request) is { IsEmpty: false } errors)
        {
            return HubAnswer.Invalid(errors);
        }

        var response = await tracking.RecordAsync(Socket.Caller.UserId, request, Context.ConnectionAborted);
        return new TrackedAnswer(response.Results);
    }

    /// <summary>The filter in front of every method has seen to it that there is one.</summary>
    private LiveSocket Socket => sockets.Find(Context.ConnectionId)
        ?? throw new OperationCanceledException("The socket has gone.");
}
