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
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is not INamedTypeSymbol type)
        {
            return null;
        }

        var isObserver = type.Implements("Orleans.IGrainObserver");
        if (!isObserver && !type.Implements("Orleans.IGrain"))
        {
            return null;
        }

        var findings = FindingsOf(type, isObserver).ToList();
        var isBroken = findings.Any(finding => finding.RuleId != Rules.NoAlias.Id);
        return new InterfaceResult(isBroken ? null : ModelOf(type), new EquatableArray<Finding>(findings));
    }

    private static InterfaceModel ModelOf(INamedTypeSymbol type)
    {
        var metadataName = type.MetadataFullName();
        return new InterfaceModel(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            metadataName.Replace('.', '_').Replace('+', '_'),
            type.AttributeText("Orleans.AliasAttribute") ?? metadataName,
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
            OptionsOf(method),
            method.ReturnsVoid || method.HasAttribute("Orleans.Concurrency.OneWayAttribute"),
            method.AttributeText("Orleans.ResponseTimeoutAttribute"),
            new EquatableArray<ParameterModel>(method.Parameters.Select(ModelOf)));
    }

    private static ParameterModel ModelOf(IParameterSymbol parameter) => new(
        parameter.Name,
        parameter.Type.ToDisplayString(Annotated),
        parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        parameter.Type.ToDisplayString() == "System.Threading.CancellationToken");

    private static string OptionsOf(IMethodSymbol method)
    {
        const string Enum = "global::Orleans.CodeGeneration.InvokeMethodOptions.";
        var options = OptionNames
            .Where(name => method.HasAttribute($"Orleans.Concurrency.{name}Attribute"))
            .Select(name => Enum + name);
        return string.Join(" | ", options.DefaultIfEmpty(Enum + "None"));
    }

    private static IEnumerable<Finding> FindingsOf(INamedTypeSymbol type, bool isObserver)
    {
        if (type.IsGenericType || !type.IsVisibleInAssembly())
        {
            yield return Finding.At(Rules.NotCallable, type, type.ToDisplayString());
        }

        if (type.DeclaredAccessibility == Accessibility.Public && !type.HasAttribute("Orleans.AliasAttribute"))
        {
            yield return Finding.At(Rules.NoAlias, type, type.ToDisplayString());
        }

        foreach (var member in type.GetMembers().Where(member => member.IsAbstract && member is not IMethodSymbol { AssociatedSymbol: not null }))
        {
            if (member is not IMethodSymbol method || !ReturnsTask(method, isObserver))
            {
                yield return Finding.At(Rules.NotATask, member, member.ToDisplayString());
            }
            else if (method.IsGenericMethod || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            {
                yield return Finding.At(Rules.NotCallable, member, member.ToDisplayString());
            }
        }
    }

    private static bool ReturnsTask(IMethodSymbol method, bool isObserver) =>
        (method.ReturnsVoid && isObserver)
        || (method.ReturnType.Name is "Task" or "ValueTask"
            && method.ReturnType.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks");
}
