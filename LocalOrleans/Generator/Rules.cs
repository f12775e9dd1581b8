using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>What the generator finds fault with. LocalOrleans/README.md says what to do about each.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotATask = Error(
        "LOCAL001", "Grain methods return tasks", "'{0}' must return Task, Task<T>, ValueTask or ValueTask<T>");

    public static readonly DiagnosticDescriptor NotCallable = Error(
        "LOCAL002", "The grain interface cannot have a proxy", "'{0}' must be accessible, not generic, and take no reference parameters");

    public static readonly DiagnosticDescriptor NoAlias = Warning(
        "LOCAL003", "Wire names are explicit", "'{0}' needs an [Alias], so that it can be renamed without changing the wire");

    public static readonly DiagnosticDescriptor NotAMethod = Error(
        "LOCAL004", "Grain interfaces have methods only", "'{0}' is a property or an event, which cannot be called from afar");

    public static readonly DiagnosticDescriptor NoKey = Warning(
        "LOCAL005", "Grain interfaces say what their key is",
        "'{0}' needs to extend IGrainWithStringKey, IGrainWithGuidKey, IGrainWithIntegerKey or a compound of them");

    public static readonly DiagnosticDescriptor Mutable = Warning(
        "LOCAL006", "Immutable types do not change", "{0}, but [Immutable] says that it never changes");

    public static readonly DiagnosticDescriptor NotAMessage = Warning(
        "LOCAL007", "Calls carry immutable messages",
        "{0}, which is shared and not copied: it must be [GenerateSerializer, Immutable], or an immutable type of the runtime");

    public static readonly DiagnosticDescriptor BadId = Error(
        "LOCAL008", "Stored members have ids of their own", "'{0}' needs an [Id] that no other member of its type has");

    public static readonly DiagnosticDescriptor AliasTwice = Error(
        "LOCAL009", "An alias names one thing", "{0} has an alias that is taken");

    public static readonly DiagnosticDescriptor BadAttribute = Error(
        "LOCAL010", "The attribute cannot be honoured", "{0}");

    public static readonly DiagnosticDescriptor NotCreatable = Error(
        "LOCAL011", "The grain class cannot be activated", "'{0}' must be accessible in its assembly and not generic");

    private static readonly DiagnosticDescriptor[] All =
        [NotATask, NotCallable, NoAlias, NotAMethod, NoKey, Mutable, NotAMessage, BadId, AliasTwice, BadAttribute, NotCreatable];

    public static DiagnosticDescriptor ById(string id) => All.First(rule => rule.Id == id);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Orleans", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, "Orleans", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
