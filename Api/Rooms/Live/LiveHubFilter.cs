using Microsoft.AspNetCore.SignalR;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Stands in front of every hub method: counts calls, and turns a busy engine into an answer.</summary>
internal sealed partial class LiveHubFilter(LiveSockets sockets, ILogger<LiveHubFilter> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (sockets.Find(invocationContext.Context.ConnectionId) is not { } socket)
        {
            return HubAnswer.Refuse(ProblemCodes.Unauthenticated, "The connection is closing.");
        }

        if (!socket.TryCall(out var wait))
        {
            return HubAnswer.Refuse(ProblemCodes.RateLimited, "Too many calls.", wait);
        }

        try
        {
            return await next(invocationContext);
        }
        catch (Exception exception) when (ApiExceptionHandler.Describe(exception) is { Code: ProblemCodes.Busy } busy)
        {
            return HubAnswer.Refuse(busy.Code, "The server is busy.", busy.RetryAfter);
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            // The caller hung up: nobody is left to be answered, and nothing is wrong.
            return HubAnswer.Refuse(ProblemCodes.Unauthenticated, "The connection is closing.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFault(exception, invocationContext.HubMethodName);
            return HubAnswer.Refuse(ProblemCodes.Internal, "Something went wrong on our side.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hub method {Method} failed")]
    private partial void LogFault(Exception exception, string method);
}
