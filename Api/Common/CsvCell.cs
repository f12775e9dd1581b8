using System.Buffers;

namespace SocialCommerce.Api.Common;

/// <summary>
/// Cells of comma-separated values (RFC 4180) that no spreadsheet takes for a formula: what begins like one gets an
/// apostrophe before it (OWASP, "CSV Injection").
/// </summary>
internal static class CsvCell
{
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>One line with its end.</summary>
    public static string Row(params ReadOnlySpan<string?> cells)
    {
        var escaped = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            escaped[i] = Escape(cells[i]);
        }

        return string.Join(',', escaped) + "\r\n";
    }

    public static string Escape(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return string.Empty;
        }

        var start = value.AsSpan().TrimStart();
        var text = Formula.Contains(value[0]) || (start.Length > 0 && Formula.Contains(start[0])) ? "'" + value : value;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
