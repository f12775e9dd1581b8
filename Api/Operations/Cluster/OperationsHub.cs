using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>Operators watch the cluster: whoever subscribes is sent a frame a second until the socket ends.</summary>
[Authorize(Roles.Operator)]
internal sealed class OperationsHub(OperationsRelay relay) : Hub
{
    public const string Path = "/hubs/operations";

    public HubAnswer Subscribe(SubscribeRequest? request) => relay.TryAdd(Context.ConnectionId, Caller.Of(Context.User!), Context.Abort)
        ? HubAnswer.Done
        : HubAnswer.Refuse(ProblemCodes.RateLimited, "Too many watch already.");

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        relay.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }
}

/// <summary>Has no members yet.</summary>
internal sealed record SubscribeRequest;
