using Microsoft.Extensions.Options;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Rooms.Questions;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The recurring work of the live channel, each kind at its own pace and none held up by another.</summary>
internal sealed partial class LiveMaintenance(
    RoomRelays rooms,
    UserRelays users,
    HotTouches touches,
    CommentThrottle throttle,
    ModeratorThrottle moderators,
    QuestionThrottle questions,
    LiveSockets sockets,
    SessionGate gate,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<LiveMaintenance> logger) : BackgroundService
{
    /// <summary>How late a room hears of another number of viewers.</summary>
    private static readonly TimeSpan RoomsInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How late the pushes of somebody who came back begin.</summary>
    private static readonly TimeSpan UsersInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan TouchInterval = TimeSpan.FromSeconds(2);

    /// <summary>Every session is asked for once in all slices: a sign-out closes sockets within four seconds.</summary>
    private static readonly TimeSpan SessionsInterval = TimeSpan.FromMilliseconds(500);

    private const int SessionSlices = 8;

    private static readonly TimeSpan StallsInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ThrottleInterval = TimeSpan.FromMinutes(1);

    private uint _slice;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(RoomsInterval, rooms.TendAsync, stoppingToken),
        RepeatAsync(UsersInterval, users.TendAsync, stoppingToken),
        RepeatAsync(TouchInterval, touches.RunRoundAsync, stoppingToken),
        RepeatAsync(SessionsInterval, CutEndedSessionsAsync, stoppingToken),
        RepeatAsync(StallsInterval, CutStalled, stoppingToken),
        RepeatAsync(ThrottleInterval, SweepThrottle, stoppingToken));

    private async Task RepeatAsync(TimeSpan interval, Func<Task> work, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunOnceAsync(work);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    // One failed round must not end all that would follow.
    private async Task RunOnceAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            LogFault(exception, work.Method.Name);
        }
    }

    private async Task CutEndedSessionsAsync()
    {
        _slice = (_slice + 1) % SessionSlices;
        foreach (var session in sockets.All
            .Where(socket => (uint)socket.Caller.SessionId.GetHashCode(StringComparison.Ordinal) % SessionSlices == _slice)
            .GroupBy(socket => socket.Caller.SessionId))
        {
            if (await gate.IsActiveNowAsync(session.Key))
            {
                continue;
            }

            foreach (var socket in session)
            {
                socket.Cut("its session has ended");
            }
        }
    }

    private Task CutStalled()
    {
        foreach (var socket in sockets.All.Where(socket => socket.Outbox.IsStalled(options.Value.StallMax)))
        {
            socket.Cut("it has stopped reading");
        }

        return Task.CompletedTask;
    }

    private Task SweepThrottle()
    {
        throttle.Sweep();
        moderators.Sweep();
        questions.Sweep();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of {Work} failed")]
    private partial void LogFault(Exception exception, string work);
}
