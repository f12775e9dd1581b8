using System.Text;

namespace SocialCommerce.Algorithms.Tests.Text.Folding;

/// <summary>Ways to write a word so that people read it and a plain search does not.</summary>
internal static class Disguises
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Dictionary<char, char> Cyrillic = Pairs("aceopxyikhmnst", "асеорхуікһмпѕт");

    private static readonly Dictionary<char, char> Greek = Pairs("aeiknoptuvx", "αεικηορτυνχ");

    private static readonly Dictionary<char, char> Traditional = Pairs("赌发杀猪盘台独证骗钱办", "賭發殺豬盤臺獨證騙錢辦");

    public static readonly (string Name, Func<string, string> Of)[] OfWords =
    [
        ("upper case", word => word.ToUpperInvariant()),
        ("alternating", word => string.Concat(word.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : c))),
        ("full width", word => Map(word, 0xFF41)),
        ("bold", word => Map(word, 0x1D41A)),
        ("script", word => Map(word, 0x1D4EA)),
        ("double struck", word => Map(word, 0x1D552)),
        ("circled", word => Map(word, 0x24D0)),
        ("boxed", word => Map(word, 0x1F170)),
        ("acute", word => Join(word, "\u0301")),
        ("struck out", word => Join(word, "\u0336")),
        ("zero width", word => Join(word, "\u200b")),
        ("joiner", word => Join(word, "\u2060")),
        ("soft hyphen", word => Join(word, "\u00ad")),
        ("dots", word => string.Join('.', word.ToCharArray())),
        ("hyphens", word => string.Join('-', word.ToCharArray())),
        ("underscores", word => string.Join('_', word.ToCharArray())),
        ("stars", word => string.Join('*', word.ToCharArray())),
        ("spaces", word => string.Join(' ', word.ToCharArray())),
        ("wide spaces", word => string.Join('\u3000', word.ToCharArray())),
        ("drawl", word => string.Concat(word.Select(c => new string(c, 4)))),
        ("one dot", word => word.Insert(word.Length / 2, ".")),
        ("cyrillic", word => string.Concat(word.Select(c => Cyrillic.GetValueOrDefault(c, c)))),
        ("greek", word => string.Concat(word.Select(c => Greek.GetValueOrDefault(c, c)))),
        ("in quotes", word => $"“{word}”"),
        ("in stars", word => $"**{word}**"),
        ("shouted", word => $"{word}!!!"),
    ];

    public static readonly (string Name, Func<string, string> Of)[] OfChinese =
    [
        ("plain", term => term),
        ("spaces", term => string.Join(' ', term.ToCharArray())),
        ("wide spaces", term => string.Join('\u3000', term.ToCharArray())),
        ("zero width", term => Join(term, "\u200b")),
        ("dots", term => string.Join('.', term.ToCharArray())),
        ("middle dots", term => string.Join('·', term.ToCharArray())),
        ("stars", term => string.Join('*', term.ToCharArray())),
        ("hyphens", term => string.Join('-', term.ToCharArray())),
        ("smileys", term => string.Join("😀", term.ToCharArray())),
        ("variation selector", term => Join(term, "\ufe00")),
        ("traditional", term => string.Concat(term.Select(c => Traditional.GetValueOrDefault(c, c)))),
        ("in brackets", term => $"【{term}】"),
    ];

    private static string Map(string word, int first) =>
        string.Concat(word.Select(c => new Rune(first + Latin.IndexOf(c, StringComparison.Ordinal)).ToString()));

    private static string Join(string word, string mark) => string.Concat(word.Select(c => c + mark));

    private static Dictionary<char, char> Pairs(string from, string to) =>
        from.Zip(to).ToDictionary(pair => pair.First, pair => pair.Second);
}
