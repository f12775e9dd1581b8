using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Questions about symbols.</summary>
internal static class SymbolExtensions
{
    public static bool Implements(this INamedTypeSymbol type, string interfaceName) =>
        type.AllInterfaces.Any(one => one.ToDisplayString() == interfaceName);

    public static bool HasAttribute(this ISymbol symbol, string attributeName) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == attributeName);

    /// <summary>The first argument of an attribute, if it is a text.</summary>
    public static string? AttributeText(this ISymbol symbol, string attributeName) => symbol.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == attributeName)
        ?.ConstructorArguments.FirstOrDefault().Value as string;

    public static bool IsVisibleInAssembly(this INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && (type.ContainingType is null || type.ContainingType.IsVisibleInAssembly());

    public static string MetadataFullName(this INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return $"{outer.MetadataFullName()}+{type.MetadataName}";
        }

        return type.ContainingNamespace.IsGlobalNamespace
            ? type.MetadataName
            : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
    }
}
