using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>The rooms in which most is said, over the last looks. One thread looks.</summary>
internal sealed class RoomWindow
{
    private const int LooksKept = 5;
    private const int Shown = 50;

    private readonly Queue<(Dictionary<string, long> Counts, double Seconds)> _looks = new();

    public void Restart(IEnumerable<KeyValuePair<string, long>> rooms)
    {
        _looks.Clear();
        _looks.Enqueue((new Dictionary<string, long>(rooms), 0));
    }

    /// <param name="seconds">Since the last look.</param>
    public ImmutableArray<RoomComments> Advance(IEnumerable<KeyValuePair<string, long>> rooms, double seconds)
    {
        var now = new Dictionary<string, long>(rooms);
        var span = _looks.Skip(1).Sum(static look => look.Seconds) + seconds;
        var oldest = _looks.Count == 0 ? now : _looks.Peek().Counts;
        _looks.Enqueue((now, seconds));
        if (_looks.Count > LooksKept)
        {
            _looks.Dequeue();
        }

        return
        [
            .. now.Select(entry => new RoomComments(
                    entry.Key, entry.Value, (entry.Value - oldest.GetValueOrDefault(entry.Key)) / span))
                .OrderByDescending(static room => room.CommentsPerSecond).ThenByDescending(static room => room.Comments)
                .Take(Shown),
        ];
    }
}
