using System.Globalization;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Browser.Figures;

/// <summary>A verb, names, and options with a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];

    public Arguments(IReadOnlyList<string> words)
    {
        Verb = words.Count > 0 ? words[0] : string.Empty;
        var names = new List<string>();
        for (var index = 1; index < words.Count; index++)
        {
            if (!words[index].StartsWith("--", StringComparison.Ordinal))
            {
                names.Add(words[index]);
            }
            else if (words[index] == "--json")
            {
                IsJson = true;
            }
            else
            {
                _options[words[index]] = index + 1 < words.Count ? words[++index] : string.Empty;
            }
        }

        Names = names;
    }

    public string Verb { get; }

    public IReadOnlyList<string> Names { get; }

    public bool IsJson { get; }

    /// <summary>The built page that is measured.</summary>
    public string WebRoot => _options.GetValueOrDefault("--web", ServerProcess.Setting("WebRoot"));

    public int Number(string option, int unsaid) =>
        _options.TryGetValue(option, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : unsaid;
}
