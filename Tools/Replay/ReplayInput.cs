using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Replay;

/// <summary>Reads the files of a replay. A line that cannot be used is named; strict reading stops there.</summary>
internal sealed class ReplayInput(bool isStrict, Action<string> warn)
{
    public const string NoCategory = "none";

    private const int WarningsMax = 20;

    /// <summary>Lines that were passed over.</summary>
    public long BadLines { get; private set; }

    public IEnumerable<ReplayEvent> ReadEvents(string file)
    {
        foreach (var line in TextLines.Read(file))
        {
            if (line.Number == 1 && line.Text.StartsWith(ReplayEvent.Header, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var (replayed, problem) = ReplayEvent.Parse(line.Number, line.Text);
            if (replayed is not null)
            {
                yield return replayed;
            }
            else
            {
                PassOver(file, line.Number, problem!);
            }
        }
    }

    /// <summary>Lines <c>user user</c>: who follows whom.</summary>
    public IEnumerable<(string Follower, string Followee)> ReadFollows(string file) =>
        ReadPairs(file, [' ', '\t', ','], "user user");

    /// <summary>Lines <c>item,category</c>.</summary>
    public IEnumerable<(string ProductId, string Category)> ReadProducts(string file) =>
        ReadPairs(file, [','], "item,category").Where(pair => pair.First != "item")
            .Select(pair => (pair.First, $"c{pair.Second}"));

    private IEnumerable<(string First, string Second)> ReadPairs(string file, char[] separators, string shape)
    {
        foreach (var line in TextLines.Read(file))
        {
            var fields = line.Text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length == 2 && fields.All(Ids.IsValid))
            {
                yield return (fields[0], fields[1]);
            }
            else
            {
                PassOver(file, line.Number, $"expected {shape}");
            }
        }
    }

    private void PassOver(string file, long line, string problem)
    {
        if (isStrict)
        {
            throw new InputFormatException(file, line, problem);
        }

        BadLines++;
        if (BadLines <= WarningsMax)
        {
            warn($"{file}:{line}: {problem}; passed over");
        }
    }
}
