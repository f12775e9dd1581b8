using System.Text.Json;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>The rows of finished scenarios, in a file where one is wanted, so that a bench that was cut short goes on.</summary>
internal sealed class KeptRows
{
    private readonly string? _file;
    private readonly string _commit;
    private readonly Dictionary<string, IReadOnlyList<BenchRow>> _rows;

    private KeptRows(string? file, string commit, Dictionary<string, IReadOnlyList<BenchRow>> rows)
    {
        _file = file;
        _commit = commit;
        _rows = rows;
    }

    /// <summary>Takes what the file has of this commit; of another, figures say nothing.</summary>
    public static KeptRows Open(string? file, string commit)
    {
        var lines = file is not null && File.Exists(file) ? File.ReadAllLines(file) : [];
        var known = lines.Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!).Where(line => line.Commit == commit);
        return new KeptRows(file, commit, known.GroupBy(line => line.Scenario).ToDictionary(group => group.Key, group => group.Last().Rows));
    }

    public bool Has(string scenario) => _rows.ContainsKey(scenario);

    public void Add(string scenario, IReadOnlyList<BenchRow> rows)
    {
        _rows[scenario] = rows;
        if (_file is not null)
        {
            File.AppendAllLines(_file, [JsonSerializer.Serialize(new Line(_commit, scenario, rows), JsonSerializerOptions.Web)]);
        }
    }

    public IReadOnlyList<BenchRow> Of(IEnumerable<string> scenarios) => [.. scenarios.SelectMany(name => _rows[name])];

    private sealed record Line(string Commit, string Scenario, IReadOnlyList<BenchRow> Rows);
}
