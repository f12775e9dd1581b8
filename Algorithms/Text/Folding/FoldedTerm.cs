namespace SocialCommerce.Algorithms.Text.Folding;

/// <summary>
/// A term to look for. A star at its start or end lets a longer word begin or end there: <c>spam*</c> finds spammer.
/// </summary>
internal sealed class FoldedTerm
{
    private readonly HashSet<(int Run, bool IsInside)> _spaces;
    private readonly List<(int Character, int Count)> _runs;

    public FoldedTerm(string text, int index)
    {
        var trimmed = text.Trim();
        Index = index;
        IsOpenAtStart = trimmed.StartsWith('*');
        IsOpenAtEnd = trimmed.EndsWith('*');
        var body = trimmed.Trim('*');
        Units = FoldedText.Read(body, body.AsSpan().ContainsAny("$@!|€") ? Reading.LettersWithI : Reading.Plain);
        _runs = RunsOf(Units, 0, Units.Count);
        _spaces = SpacesOf(Units, 0, Units.Count);
    }

    public int Index { get; }

    public bool IsOpenAtStart { get; }

    public bool IsOpenAtEnd { get; }

    public List<FoldedUnit> Units { get; }

    /// <summary>Whether these units, which have the letters of the term, are the term: by its edges, repeats and gaps.</summary>
    public bool IsAt(List<FoldedUnit> text, int start, int end) =>
        (IsOpenAtStart || StartsWord(text, start)) && (IsOpenAtEnd || EndsWord(text, end))
        && HasItsRepeats(text, start, end) && HasItsGaps(text, start, end);

    private static bool StartsWord(List<FoldedUnit> text, int start) =>
        start == 0 || !text[start].IsWord || !text[start - 1].IsWord || text[start].Before > Gap.Apostrophe
        || text[start].IsDigit != text[start - 1].IsDigit;

    private static bool EndsWord(List<FoldedUnit> text, int end) =>
        end == text.Count || !text[end].IsWord || !text[end - 1].IsWord || text[end].Before != Gap.None
        || text[end].IsDigit != text[end - 1].IsDigit;

    /// <summary>A letter more is found in words of four letters and more, two more in all: <c>as</c> is not <c>ass</c>.</summary>
    private bool HasItsRepeats(List<FoldedUnit> text, int start, int end)
    {
        const int LongTerm = 4;
        const int Drawl = 3;

        var runs = RunsOf(text, start, end);
        return runs.Count == _runs.Count && !runs.Where((run, i) =>
            run.Count < _runs[i].Count || (run.Count > _runs[i].Count && run.Count < Drawl && Units.Count < LongTerm)).Any();
    }

    private bool HasItsGaps(List<FoldedUnit> text, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (!(text[i - 1].IsWord && text[i].IsWord) && text[i].Before.HasFlag(Gap.Sentence))
            {
                return false;
            }
        }

        return IsSpelledOut(text, start, end) || SpacesOf(text, start, end).IsSubsetOf(_spaces);
    }

    /// <summary>Letter by letter, as in <c>s p a m</c>.</summary>
    private static bool IsSpelledOut(List<FoldedUnit> text, int start, int end)
    {
        const int LettersMin = 3;

        for (var i = start + 1; i < end; i++)
        {
            if (text[i].Before == Gap.None)
            {
                return false;
            }
        }

        return end - start >= LettersMin && (end == text.Count || text[end].Before > Gap.Apostrophe || !text[end].IsWord);
    }

    private static List<(int Character, int Count)> RunsOf(List<FoldedUnit> units, int start, int end)
    {
        var runs = new List<(int Character, int Count)>();
        for (var i = start; i < end; i++)
        {
            if (runs.Count > 0 && runs[^1].Character == units[i].Character)
            {
                runs[^1] = (units[i].Character, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((units[i].Character, 1));
            }
        }

        return runs;
    }

    // Where words begin and where they are shortened, as in he'll, counted in runs of equal letters, so that drawling does not move them.
    private static HashSet<(int Run, bool IsInside)> SpacesOf(List<FoldedUnit> units, int start, int end)
    {
        var spaces = new HashSet<(int Run, bool IsInside)>();
        var run = 0;
        for (var i = start + 1; i < end; i++)
        {
            var isInside = units[i].Character == units[i - 1].Character;
            run += isInside ? 0 : 1;
            if ((units[i].Before.HasFlag(Gap.Space) || units[i].Before == Gap.Apostrophe) && units[i].IsWord && units[i - 1].IsWord)
            {
                spaces.Add((run, isInside));
            }
        }

        return spaces;
    }
}
