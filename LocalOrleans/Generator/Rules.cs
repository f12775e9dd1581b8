using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>What the generator finds fault with.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotATask = new(
        "LOCAL001",
        "Grain methods return tasks",
        "'{0}' must be a method that returns Task, Task<T>, ValueTask or ValueTask<T>",
        "Orleans",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotCallable = new(
        "LOCAL002",
        "The grain interface cannot have a proxy",
        "'{0}' must be accessible, not generic, and take no reference parameters",
        "Orleans",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoAlias = new(
        "LOCAL003",
        "Wire names are explicit",
        "'{0}' needs an [Alias], so that it can be renamed without changing the wire",
        "Orleans",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static DiagnosticDescriptor ById(string id) => new[] { NotATask, NotCallable, NoAlias }.First(rule => rule.Id == id);
}
