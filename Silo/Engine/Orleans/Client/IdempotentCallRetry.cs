using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace SocialCommerce.Api.Hosting;

/// <summary>
/// Makes an idempotent call again when its silo was lost on the way, until the cluster has noticed and the grain lives
/// elsewhere. Other calls fail at once with what Orleans says, because nobody knows whether they were carried out.
/// </summary>
internal sealed partial class IdempotentCallRetry(ILogger<IdempotentCallRetry> logger) : IOutgoingGrainCallFilter
{
    /// <summary>Longer than the cluster takes to declare a silo dead, shorter than a person waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>
    /// One timeout may be a message that a dead silo took along. A second one is a cluster that has too much to do, and gets
    /// no better by being asked again.
    /// </summary>
    private const int TimeoutsMax = 2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<MethodInfo, bool> _isIdempotent = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var timeouts = 0;
        for (var delay = FirstDelay; ; delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, DelayMax.Ticks)))
        {
            if (await InvokeAsync(context) is not { } failure)
            {
                return;
            }

            timeouts += failure is TimeoutException ? 1 : 0;
            if (timeouts >= TimeoutsMax
                || Stopwatch.GetElapsedTime(started) + delay > Patience
                || !_isIdempotent.GetOrAdd(context.InterfaceMethod, static method => method.IsDefined(typeof(IdempotentAttribute))))
            {
                LogLost(context.InterfaceName, context.MethodName, failure.Message);
                return;
            }

            // Spread, so that those who lost the same silo do not come back as one.
            await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()));
        }
    }

    // The loss, if the call was lost. Callers know the exceptions of the programming model; how the network failed is the
    // log's business.
    private static async Task<Exception?> InvokeAsync(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            context.Response = Response.FromException(exception);
        }

        if (context.Response?.Exception is not { } failure || !IsLoss(failure))
        {
            return null;
        }

        if (failure is ConnectionFailedException)
        {
            context.Response = Response.FromException(new SiloUnavailableException(failure.Message, failure));
        }

        return failure;
    }

    private static bool IsLoss(Exception failure) => failure
        is TimeoutException or OrleansMessageRejectionException or ConnectionFailedException or GatewayTooBusyException

            // Two activations of one grain met in the store while the cluster changed; the grain begins anew.
            or InconsistentStateException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Interface}.{Method} was lost on the way: {Reason}")]
    private partial void LogLost(string @interface, string method, string reason);
}
