namespace SocialCommerce.Tools.Bench;

/// <summary>
/// One measured figure. What a scenario does not have is null. <see cref="Against"/> names what ran beside it in the
/// same run, and <see cref="Ratio"/> is ours over theirs.
/// </summary>
internal sealed record BenchRow(
    string Scenario,
    double Value,
    string Unit,
    double? P50Ms = null,
    double? P99Ms = null,
    double? BytesPerOp = null,
    string? Against = null,
    double? Ratio = null);

/// <summary>What a bench prints with <c>--json</c>.</summary>
internal sealed record BenchReport(string Bench, string Commit, string Engine, int Cores, IReadOnlyList<BenchRow> Rows);
