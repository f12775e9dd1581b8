using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Generator;

/// <summary>What the proxy of one interface is written from. Holds no symbols, so that edits elsewhere change nothing.</summary>
internal sealed record InterfaceModel(
    string FullName, string MangledName, string WireName, EquatableArray<MethodModel> Methods);

internal sealed record MethodModel(
    string DeclaringInterface,
    string Name,
    ReturnKind Returns,
    string? ResultType,
    bool ResultIsReference,
    string Options,
    bool IsOneWay,
    string? ResponseTimeout,
    EquatableArray<ParameterModel> Parameters);

/// <summary>A parameter; its type with annotations, and without them for <c>typeof</c>.</summary>
internal sealed record ParameterModel(
    string Name, string Type, string BareType, bool IsCancellationToken, bool IsReference);

internal enum ReturnKind
{
    Task,
    ValueTask,
    Void,
}

/// <summary>A diagnostic that can be compared.</summary>
internal sealed record Finding(string RuleId, string FilePath, TextSpan Span, LinePositionSpan Lines, string Subject)
{
    public static Finding At(DiagnosticDescriptor rule, ISymbol symbol) => At(rule, symbol, symbol.ToDisplayString());

    public static Finding At(DiagnosticDescriptor rule, ISymbol symbol, string subject)
    {
        var place = symbol.Locations[0];
        return new Finding(rule.Id, place.SourceTree?.FilePath ?? "", place.SourceSpan, place.GetLineSpan().Span, subject);
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.ById(RuleId), Location.Create(FilePath, Span, Lines), Subject);
}

internal sealed record InterfaceResult(InterfaceModel? Model, EquatableArray<Finding> Findings);

/// <summary>A grain class to be registered, or why it cannot be.</summary>
internal sealed record GrainResult(string Name, Finding? Fault);
