using Microsoft.Extensions.Logging;
using SocialCommerce.Client;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>Somebody who comes, stays for a while and goes, again and again. An error only ends the visit.</summary>
internal abstract partial class CrowdMember(DemoPerson person, CrowdDoor door, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(15);

    protected DemoPerson Person { get; } = person;

    protected CrowdScript Script { get; } = new(person);

    protected TimeProvider Clock { get; } = clock;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(NextPause(), Clock, cancellationToken);
                await TryVisitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    protected abstract TimeSpan NextPause();

    protected abstract Task VisitAsync(SocialCommerceClient client, CancellationToken cancellationToken);

    private async Task TryVisitAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = await door.EnterAsync(Person, cancellationToken);
            await VisitAsync(client, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it was: the crowd comes back, and nothing depends on it.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogEnded(Person.UserName, exception);
            await Task.Delay(AfterError, Clock, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The visit of {UserName} ended early")]
    private partial void LogEnded(string userName, Exception exception);
}
