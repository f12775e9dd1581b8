using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace SocialCommerce.Api.Operations;

/// <summary>Turns what handlers throw into error answers. What it cannot name is a fault: logged here, and only here.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception);
        if (problem.StatusCode == StatusCodes.Status500InternalServerError)
        {
            LogFault(exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    internal static ApiProblem Describe(Exception exception) => exception switch
    {
        BadHttpRequestException bad => FromBadRequest(bad.StatusCode),

        // The engine failed, not the request: a silo was lost, two activations met, a store did not answer. What came of
        // it nobody knows; who asks again under the same id finds out.
        TimeoutException or OrleansException => ApiProblem.Busy(),
        _ => new ApiProblem(
            StatusCodes.Status500InternalServerError, ProblemCodes.Internal, "Something went wrong on our side."),
    };

    private static ApiProblem FromBadRequest(int statusCode) => statusCode switch
    {
        StatusCodes.Status413PayloadTooLarge =>
            new ApiProblem(statusCode, ProblemCodes.TooLarge, "The request body is too large."),
        StatusCodes.Status415UnsupportedMediaType =>
            new ApiProblem(statusCode, ProblemCodes.UnsupportedMediaType, "Send application/json."),
        _ => ApiProblem.Malformed(),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private partial void LogFault(Exception exception, string method, string? endpoint);
}
