using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Generator;

/// <summary>Questions about symbols.</summary>
internal static class SymbolExtensions
{
    public const string Alias = "Orleans.AliasAttribute";
    public const string Immutable = "Orleans.ImmutableAttribute";

    public static bool Implements(this INamedTypeSymbol type, string interfaceName) =>
        type.AllInterfaces.Any(one => one.ToDisplayString() == interfaceName);

    public static bool HasAttribute(this ISymbol symbol, string attributeName) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == attributeName);

    /// <summary>A partial type may name what it extends in several places; the first of them speaks for all.</summary>
    public static bool IsFirstDeclaredBy(this INamedTypeSymbol type, SyntaxNode node)
    {
        var first = type.DeclaringSyntaxReferences.First(reference => reference.GetSyntax() is TypeDeclarationSyntax { BaseList: not null });
        return first.SyntaxTree == node.SyntaxTree && first.Span == node.Span;
    }

    /// <summary>A reference to a grain or an observer.</summary>
    public static bool IsAddressable(this INamedTypeSymbol type) => type.Implements("Orleans.Runtime.IAddressable");

    /// <summary>The first argument of an attribute; null if there is none.</summary>
    public static object? AttributeValue(this ISymbol symbol, string attributeName) => symbol.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == attributeName)
        ?.ConstructorArguments.FirstOrDefault().Value;

    /// <summary>The first argument of an attribute, if it is a text.</summary>
    public static string? AttributeText(this ISymbol symbol, string attributeName) => symbol.AttributeValue(attributeName) as string;

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
