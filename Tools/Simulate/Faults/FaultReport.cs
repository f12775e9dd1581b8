using System.Globalization;
using System.Text.Json;
using SocialCommerce.Tools.Simulate.Sale;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>What was done to servers, and what came of it.</summary>
internal sealed class FaultReport(FaultOptions options)
{
    private const int MistakesShown = 20;

    private static readonly TimeSpan ReturnMax = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _missed = new(StringComparer.Ordinal);
    private readonly List<double> _starts = [];
    private readonly List<double> _returns = [];
    private readonly List<string> _mistakes = [];
    private readonly List<string> _unsound = [];
    private long _records;
    private long _orders;
    private long _lastOrders;
    private long _lastRecords;
    private long _unknown;
    private int _verdicts;
    private int _violations;
    private int _unfinished;

    public ProblemWatch Watch { get; } = new();

    public int Faults => _done.Values.Sum();

    public bool IsCorrect => _violations == 0 && _mistakes.Count == 0 && Watch.Mistakes.IsEmpty && Faults > 0
        && _missed.Keys.All(_done.ContainsKey);

    public void NoteFault(string kind) => _done[kind] = _done.GetValueOrDefault(kind) + 1;

    /// <summary>The moment did not come in the time that there was.</summary>
    public void NoteMissed(string kind) => _missed[kind] = _missed.GetValueOrDefault(kind) + 1;

    public void NoteMistake(string mistake) => _mistakes.Add(mistake);

    public void NoteStart(TimeSpan time)
    {
        _starts.Add(time.TotalSeconds);
        if (time > options.StartMax)
        {
            NoteMistake(string.Create(CultureInfo.InvariantCulture, $"start {_starts.Count} took {time.TotalSeconds:F1} s"));
        }
    }

    /// <summary>From the end of a fault until a new order was accepted.</summary>
    public void NoteReturn(string kind, TimeSpan time)
    {
        _returns.Add(time.TotalSeconds);
        if (time > ReturnMax)
        {
            NoteMistake(string.Create(CultureInfo.InvariantCulture, $"{kind}: service came back after {time.TotalSeconds:F1} s"));
        }
    }

    public void NoteVerdict(string directory, Verdict verdict)
    {
        _verdicts++;
        _violations += verdict.Violations;
        _unfinished = Math.Max(_unfinished, verdict.Unfinished);
        if (!verdict.IsSound)
        {
            _unsound.Add($"{directory}:\n{verdict.ToText()}");
        }

        (_lastOrders, _lastRecords) = (verdict.Orders, verdict.Records);
    }

    /// <summary>A shop is closed: what its last verdict counted is its own.</summary>
    public void NoteAsked(SaleAsker asker)
    {
        _unknown += asker.Unknown;
        (_orders, _records, _lastOrders, _lastRecords) = (_orders + _lastOrders, _records + _lastRecords, 0, 0);
    }

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Fault = options.Fault.ToString(),
            options.Seed,
            IsCorrect,
            Faults,
            Done = _done,
            Missed = _missed,
            Starts = _starts.Count,
            StartMedianSeconds = Median(_starts),
            StartLongestSeconds = Longest(_starts),
            Returns = _returns.Count,
            ReturnMedianSeconds = Median(_returns),
            ReturnLongestSeconds = Longest(_returns),
            Orders = _orders,
            Records = _records,
            Unknown = _unknown,
            Answers = Watch.Codes,
            Verdicts = _verdicts,
            Violations = _violations,
            Unfinished = _unfinished,
            Mistakes = Watch.Mistakes.Concat(_mistakes).Take(MistakesShown),
        },
        JsonSerializerOptions.Web);

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
        {options.Fault}, seed {options.Seed}, {Faults} faults: {(IsCorrect ? "nothing lost, nothing doubled" : "NOT AS IT MUST BE")}
        faults      {Describe(_done)}{(_missed.Count > 0 ? $"; not come to: {Describe(_missed)}" : string.Empty)}
        starts      {_starts.Count}: median {Median(_starts):F2} s, longest {Longest(_starts):F2} s
        returns     {_returns.Count}: median {Median(_returns):F2} s, longest {Longest(_returns):F2} s
        asked       {_orders} orders, {_records} records, {_unknown} requests without a certain answer at first
        refusals    {string.Join(", ", Watch.Codes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} x {pair.Value}"))}
        verdicts    {_verdicts}: {_violations} violations, at most {_unfinished} orders unfinished
        load        {LoadAverage()}
        {string.Join('\n', Watch.Mistakes.Concat(_mistakes).Take(MistakesShown).Concat(_unsound))}
        """).TrimEnd();

    private static string Describe(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(pair => $"{pair.Key} x {pair.Value}"));

    private static double Median(List<double> seconds) => seconds.Count == 0 ? 0 : seconds.Order().ElementAt(seconds.Count / 2);

    private static double Longest(List<double> seconds) => seconds.Count == 0 ? 0 : seconds.Max();

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "not known";
}
