using System.Collections.Frozen;
using System.Globalization;

namespace SocialCommerce.Api.Common.Unicode;

/// <summary>
/// The canonical decompositions and combining classes of Unicode, from an embedded file of lines: <c>C</c> composes,
/// <c>D</c> only decomposes, <c>R</c> gives a range of code points its combining class.
/// </summary>
internal sealed class UnicodeData
{
    private const string Resource = "SocialCommerce.Api.Common.Unicode.canonical.txt";

    private static readonly Lazy<UnicodeData> Loaded = new(() => new UnicodeData());

    private UnicodeData()
    {
        var decompositions = new Dictionary<int, (int, int)>();
        var compositions = new Dictionary<(int, int), int>();
        var classes = new Dictionary<int, int>();
        foreach (var line in ReadLines())
        {
            var fields = line.Split(' ');
            if (fields[0] == "R")
            {
                AddClasses(classes, fields);
                continue;
            }

            var parts = (Hex(fields[2]), fields.Length > 3 ? Hex(fields[3]) : 0);
            decompositions.Add(Hex(fields[1]), parts);
            if (fields[0] == "C")
            {
                compositions.Add(parts, Hex(fields[1]));
            }
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        CombiningClasses = classes.ToFrozenDictionary();
    }

    public static UnicodeData Shared => Loaded.Value;

    /// <summary>Code point to its two parts; the second is 0 when there is one.</summary>
    public FrozenDictionary<int, (int First, int Second)> Decompositions { get; }

    public FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>Only classes other than 0.</summary>
    public FrozenDictionary<int, int> CombiningClasses { get; }

    private static void AddClasses(Dictionary<int, int> classes, string[] fields)
    {
        var value = int.Parse(fields[3], CultureInfo.InvariantCulture);
        for (var codePoint = Hex(fields[1]); codePoint <= Hex(fields[2]); codePoint++)
        {
            classes.Add(codePoint, value);
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IEnumerable<string> ReadLines()
    {
        using var stream = typeof(UnicodeData).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
