using System.Buffers;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// What a room is about just now, for choosing among its comments: who is always heard, and what the pinned products are
/// called. Follows the events of the room.
/// </summary>
internal sealed record RoomFocus(
    ImmutableHashSet<string> AlwaysHeard, ImmutableDictionary<string, ImmutableArray<string>> PinnedWords)
{
    public static readonly RoomFocus None = new([], ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    /// <summary>Above this many letters a Latin word says something about a product.</summary>
    private const int WordLettersMin = 3;

    private static readonly SearchValues<string> Asking = SearchValues.Create(
        ["?", "？", "吗", "多少", "什么", "怎么", "哪", "几", "是不是", "有没有", "能不能"], StringComparison.Ordinal);

    private static readonly FrozenWords AskingWords = new(
        "how", "what", "which", "when", "where", "why", "who", "does", "did", "can", "could", "will", "would", "is", "are");

    public static RoomFocus Of(RoomSummary room) => new(
        [room.HostId], room.Pins.ToImmutableDictionary(pin => pin.ProductId, pin => WordsOf(pin.Title)));

    /// <summary>The same, with those in charge as they are now.</summary>
    public RoomFocus Hearing(string hostId, ImmutableArray<string> moderators) =>
        this with { AlwaysHeard = [hostId, .. moderators] };

    /// <summary>The focus after an event.</summary>
    public RoomFocus After(RoomEvent happened) => happened.Type switch
    {
        RoomEventType.ProductPinned when happened.Pin is { } pin =>
            this with { PinnedWords = PinnedWords.SetItem(pin.ProductId, WordsOf(pin.Title)) },
        RoomEventType.ProductUnpinned when happened.ProductId is { } productId =>
            this with { PinnedWords = PinnedWords.Remove(productId) },
        _ => this,
    };

    /// <summary>How much a comment has to do with what is sold just now: 3 asks about a pinned product, 2 asks, 1 names it.</summary>
    public int Weigh(string text) => (Asks(text) ? 2 : 0) + (Names(text) ? 1 : 0);

    private static bool Asks(string text) =>
        text.AsSpan().ContainsAny(Asking) || AskingWords.HasFirstWordOf(text);

    private bool Names(string text) => PinnedWords.Values.Any(
        words => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static ImmutableArray<string> WordsOf(string title) =>
        [.. Words.Split(title).SelectMany(Parts).Distinct(StringComparer.OrdinalIgnoreCase)];

    // Chinese has no spaces: every two neighbours of a run stand for it.
    private static IEnumerable<string> Parts(string word) =>
        !char.IsAscii(word[0]) && word.Length > 2
            ? Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2))
            : word.Length >= WordLettersMin || (!char.IsAscii(word[0]) && word.Length == 2) ? [word] : [];

    /// <summary>A few words that a sentence may begin with.</summary>
    private sealed class FrozenWords(params string[] words)
    {
        public bool HasFirstWordOf(string text) =>
            Words.Split(text).FirstOrDefault() is { } first && words.Contains(first, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Runs of letters and digits.</summary>
internal static class Words
{
    public static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
