using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Reads a grain or observer interface into a model.</summary>
internal static class InterfaceReader
{
    private static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly string[] OptionNames = ["ReadOnly", "AlwaysInterleave", "OneWay"];

    public static InterfaceResult? Read(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is not INamedTypeSymbol type
            || !type.IsFirstDeclaredBy(context.Node))
        {
            return null;
        }

        var isObserver = type.Implements("Orleans.IGrainObserver");
        if (!isObserver && !type.Implements("Orleans.IGrain"))
        {
            return null;
        }

        var findings = InterfaceRules.FindingsOf(type, isObserver).ToList();
        var isBroken = findings.Any(finding => Rules.ById(finding.RuleId).DefaultSeverity == DiagnosticSeverity.Error);
        return new InterfaceResult(isBroken ? null : ModelOf(type), new EquatableArray<Finding>(findings));
    }

    private static InterfaceModel ModelOf(INamedTypeSymbol type)
    {
        var metadataName = type.MetadataFullName();
        return new InterfaceModel(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            metadataName.Replace("_", "__").Replace('.', '_').Replace('+', '_'),
            type.AttributeText(SymbolExtensions.Alias) ?? metadataName,
            new EquatableArray<MethodModel>(MethodsOf(type).Select(ModelOf)));
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) =>
        type.AllInterfaces.Add(type).SelectMany(one => one.GetMembers()).OfType<IMethodSymbol>().Where(method => method.IsAbstract);

    private static MethodModel ModelOf(IMethodSymbol method)
    {
        var result = (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        var returns = method.ReturnsVoid ? ReturnKind.Void
            : method.ReturnType.Name == "ValueTask" ? ReturnKind.ValueTask
            : ReturnKind.Task;
        return new MethodModel(
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            method.Name,
            returns,
            result?.ToDisplayString(Annotated),
            IsReference(result),
            OptionsOf(method),
            method.ReturnsVoid || method.HasAttribute("Orleans.Concurrency.OneWayAttribute"),
            method.AttributeText("Orleans.ResponseTimeoutAttribute"),
            new EquatableArray<ParameterModel>(method.Parameters.Select(ModelOf)));
    }

    private static ParameterModel ModelOf(IParameterSymbol parameter) => new(
        parameter.Name,
        parameter.Type.ToDisplayString(Annotated),
        parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        parameter.Type.ToDisplayString() == "System.Threading.CancellationToken",
        IsReference(parameter.Type));

    private static bool IsReference(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } named && named.IsAddressable();

    private static string OptionsOf(IMethodSymbol method)
    {
        const string Enum = "global::Orleans.CodeGeneration.InvokeMethodOptions.";
        var options = OptionNames
            .Where(name => method.HasAttribute($"Orleans.Concurrency.{name}Attribute"))
            .Select(name => Enum + name);
        return string.Join(" | ", options.DefaultIfEmpty(Enum + "None"));
    }
}
