using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Viewers whose suggestions are due because their room's hot products changed. A bounded number is touched per round:
/// a big room must not make every user grain compute at the same moment.
/// </summary>
internal sealed partial class HotTouches(IGrainFactory grains, ILogger<HotTouches> logger)
{
    internal const int PerRound = 200;

    internal const int WaitingMax = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _waiting = new();
    private readonly HashSet<string> _known = [];

    /// <summary>Those who do not fit are left out: the next change of the room asks for them again.</summary>
    public void Add(IEnumerable<string> userIds)
    {
        lock (_lock)
        {
            foreach (var userId in userIds)
            {
                if (_waiting.Count < WaitingMax && _known.Add(userId))
                {
                    _waiting.Enqueue(userId);
                }
            }
        }
    }

    public async Task RunRoundAsync()
    {
        try
        {
            await Task.WhenAll(Take().Select(userId => grains.GetGrain<IUserGrain>(userId).TouchAsync()));
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            LogFailed(exception);
        }
    }

    internal IReadOnlyList<string> Take()
    {
        lock (_lock)
        {
            var taken = new List<string>(PerRound);
            while (taken.Count < PerRound && _waiting.TryDequeue(out var userId))
            {
                _known.Remove(userId);
                taken.Add(userId);
            }

            return taken;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some viewers could not be touched")]
    private partial void LogFailed(Exception exception);
}
