using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocialCommerce.Tools.Verify;

/// <summary>What an invariant was found to be: how many things were looked at, and each that contradicts it.</summary>
internal sealed class Finding(string invariant, string text)
{
    public string Invariant => invariant;

    public string Text => text;

    public long Checked { get; private set; }

    public List<string> Violations { get; } = [];

    /// <summary>Notes one thing that was looked at; the evidence is only made when it does not hold.</summary>
    public void Check(bool holds, Func<string> evidence)
    {
        Checked++;
        if (!holds)
        {
            Violations.Add(evidence());
        }
    }

    /// <summary>Notes things that were looked at elsewhere.</summary>
    public void Add(long looked, IEnumerable<string> violations)
    {
        Checked += looked;
        Violations.AddRange(violations);
    }
}

/// <summary>What the checker found.</summary>
/// <param name="Findings">One for each invariant, in their order.</param>
/// <param name="Unfinished">Orders that still have something to do elsewhere: what that is was not held against them.</param>
internal sealed record Verdict(IReadOnlyList<Finding> Findings, long Records, int Orders, int Unfinished)
{
    private const int EvidenceMax = 20;

    public bool IsSound => Findings.All(finding => finding.Violations.Count == 0);

    public int Violations => Findings.Sum(finding => finding.Violations.Count);

    public string ToJson() => JsonSerializer.Serialize(
        new { IsSound, Violations, Records, Orders, Unfinished, Findings }, JsonSerializerOptions.Web);

    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Records} records of clients, {Orders} orders, {Unfinished} of them unfinished: {Violations} violations");
        foreach (var finding in Findings)
        {
            var verdict = finding.Violations.Count == 0 ? "holds" : $"{finding.Violations.Count} VIOLATIONS";
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Invariant,-4} {finding.Text,-92} {finding.Checked,9} checked  {verdict}");
            foreach (var evidence in finding.Violations.Take(EvidenceMax))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"       {evidence}");
            }
        }

        return text.ToString().TrimEnd();
    }
}
