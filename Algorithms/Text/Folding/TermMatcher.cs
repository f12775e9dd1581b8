namespace SocialCommerce.Algorithms.Text.Folding;

/// <summary>One find: which term, and the part of the text.</summary>
/// <param name="Term">Index of the term among those given to the matcher.</param>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct TermMatch(int Term, int Start, int Length);

/// <summary>
/// Finds terms in what people type, also when they are disguised: by case, accents, look-alikes, digits and signs for
/// letters, repeats, and letters set apart. Words are found as words, never inside another; Chinese anywhere. Walks a
/// tree of the terms and has no patterns to run away with: the work is bounded by the length of the text times that of
/// the longest term. Immutable and safe to share.
/// </summary>
public sealed class TermMatcher
{
    /// <summary>Of a term, in folded characters.</summary>
    public const int TermMax = 64;

    // Repeats make a find longer than its term, but nobody reads through more.
    private const int FindMax = 3 * TermMax;

    private readonly Node _words = new();
    private readonly Node _parts = new();
    private readonly bool _isEmpty;

    /// <summary>Terms that are not acceptable are never found: see <see cref="IsAcceptable(string)"/>.</summary>
    public TermMatcher(IEnumerable<string> terms)
    {
        var folded = terms.Select(static (term, index) => new FoldedTerm(term, index)).Where(IsAcceptable).ToList();
        _isEmpty = folded.Count == 0;
        foreach (var term in folded)
        {
            var start = term.IsOpenAtStart || !term.Units[0].IsWord ? _parts : _words;
            term.Units.Aggregate(start, static (node, unit) => node.Follow(unit.Character)).Terms.Add(term);
        }
    }

    /// <summary>Whether a term has something to find: two letters, or one character of Chinese, and not too many.</summary>
    public static bool IsAcceptable(string term) => IsAcceptable(new FoldedTerm(term, index: 0));

    /// <summary>Every find, in no particular order; the same part may be found by several terms.</summary>
    public IReadOnlyCollection<TermMatch> Find(string text)
    {
        if (_isEmpty)
        {
            return [];
        }

        var found = new HashSet<TermMatch>();
        foreach (var reading in Leetspeak.ReadingsOf(text))
        {
            var units = FoldedText.Read(text, reading);
            for (var start = 0; start < units.Count; start++)
            {
                Walk(_parts, units, start, found);
                if (units[start].IsWord && (start == 0 || IsWordStart(units, start)))
                {
                    Walk(_words, units, start, found);
                }
            }
        }

        return found;
    }

    private static bool IsAcceptable(FoldedTerm term) =>
        term.Units.Count is > 0 and <= TermMax && (term.Units.Count > 1 || !term.Units[0].IsWord);

    private static bool IsWordStart(List<FoldedUnit> units, int start) =>
        units[start].Before > Gap.Apostrophe || !units[start - 1].IsWord || units[start].IsDigit != units[start - 1].IsDigit;

    // A letter that repeats the one before it may be the next of the term, or a repeat: both are followed.
    private static void Walk(Node root, List<FoldedUnit> units, int start, HashSet<TermMatch> found)
    {
        if (root.Find(units[start].Character) is null)
        {
            return;
        }

        var places = new HashSet<Node> { root };
        var end = Math.Min(units.Count, start + FindMax);
        for (var i = start; i < end && places.Count > 0; i++)
        {
            var unit = units[i];
            var isRepeat = i > start && unit.IsWord && unit.Before <= Gap.Apostrophe && units[i - 1].Character == unit.Character;
            var next = new HashSet<Node>();
            foreach (var place in places)
            {
                if (place.Find(unit.Character) is { } child)
                {
                    next.Add(child);
                }

                if (isRepeat)
                {
                    next.Add(place);
                }
            }

            places = next;
            foreach (var term in places.SelectMany(static place => place.Terms).Where(term => term.IsAt(units, start, i + 1)))
            {
                found.Add(new TermMatch(term.Index, units[start].Start, unit.End - units[start].Start));
            }
        }
    }

    private sealed class Node
    {
        private readonly Dictionary<int, Node> _children = [];

        public List<FoldedTerm> Terms { get; } = [];

        public Node? Find(int character) => _children.GetValueOrDefault(character);

        public Node Follow(int character)
        {
            if (!_children.TryGetValue(character, out var child))
            {
                child = new Node();
                _children.Add(character, child);
            }

            return child;
        }
    }
}
