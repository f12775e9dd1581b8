using System.Collections.Concurrent;
using System.Text.Json;
using SocialCommerce.Tools.Simulate.Sale;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>
/// Looks at every answer: one that refuses says so as problem details with a code, and a fault of the disk is told as 503,
/// never as a fault of the program.
/// </summary>
internal sealed class ProblemWatch
{
    private const int Refused = 400;
    private const int Fault = 500;
    private const int Unavailable = 503;
    private const int MistakesKept = 20;

    private readonly ConcurrentDictionary<string, long> _codes = new(StringComparer.Ordinal);

    /// <summary>How often a status came with a code.</summary>
    public IReadOnlyDictionary<string, long> Codes => _codes;

    public ConcurrentQueue<string> Mistakes { get; } = new();

    public long Unavailables => _codes.Where(pair => pair.Key.StartsWith("503 ", StringComparison.Ordinal)).Sum(pair => pair.Value);

    public void Note(HttpWireAnswer answer)
    {
        if (answer.Status < Refused)
        {
            return;
        }

        var code = CodeOf(answer);
        _codes.AddOrUpdate($"{answer.Status} {code ?? "without a code"}", 1, static (_, count) => count + 1);
        if ((code is null || (answer.Status >= Fault && answer.Status != Unavailable)) && Mistakes.Count < MistakesKept)
        {
            Mistakes.Enqueue($"answered {answer.Status}: {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}");
        }
    }

    private static string? CodeOf(HttpWireAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            var code = root.GetProperty("code").GetString();
            return root.GetProperty("status").GetInt32() == answer.Status && root.GetProperty("type").GetString() == $"urn:social-commerce:problem:{code}"
                ? code
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
