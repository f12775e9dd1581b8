using System.Text;

namespace SocialCommerce.Api.Common.Unicode;

/// <summary>
/// Unicode normalization form C (UAX 15). Written out here because the process runs with invariant globalization, in
/// which <see cref="string.Normalize()"/> returns its input.
/// </summary>
internal static class CanonicalComposition
{
    /// <summary>Every text without a character from here on is in form C already.</summary>
    private const char FirstAffected = '\u0300';

    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstAffected, char.MaxValue) < 0)
        {
            return text;
        }

        var decomposed = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, decomposed);
        }

        Reorder(decomposed);
        return Join(decomposed);
    }

    private static void Decompose(int codePoint, List<int> into)
    {
        if (Hangul.TryDecompose(codePoint, into))
        {
            return;
        }

        if (!UnicodeData.Shared.Decompositions.TryGetValue(codePoint, out var parts))
        {
            into.Add(codePoint);
            return;
        }

        Decompose(parts.First, into);
        if (parts.Second != 0)
        {
            Decompose(parts.Second, into);
        }
    }

    /// <summary>Marks on one base go in the order of their class; equal ones stay as they were.</summary>
    private static void Reorder(List<int> codePoints)
    {
        for (var i = 1; i < codePoints.Count; i++)
        {
            var mark = codePoints[i];
            var rank = ClassOf(mark);
            var place = i;
            while (rank != 0 && place > 0 && ClassOf(codePoints[place - 1]) > rank)
            {
                codePoints[place] = codePoints[place - 1];
                place--;
            }

            codePoints[place] = mark;
        }
    }

    private static string Join(List<int> codePoints)
    {
        var result = new List<int>(codePoints.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var next in codePoints)
        {
            var rank = ClassOf(next);
            var isBlocked = starter < 0 || (lastClass >= rank && result.Count - 1 > starter);
            if (!isBlocked && ComposePair(result[starter], next) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            if (rank == 0)
            {
                starter = result.Count;
            }

            lastClass = rank;
            result.Add(next);
        }

        var text = new StringBuilder(result.Count);
        result.ForEach(codePoint => text.Append(new Rune(codePoint).ToString()));
        return text.ToString();
    }

    private static int? ComposePair(int first, int second) =>
        Hangul.Compose(first, second)
        ?? (UnicodeData.Shared.Compositions.TryGetValue((first, second), out var composed) ? composed : null);

    private static int ClassOf(int codePoint) => UnicodeData.Shared.CombiningClasses.GetValueOrDefault(codePoint);
}
