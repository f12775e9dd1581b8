using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>
/// Whether values of a type may be shared between grains: they never change. A type of the program has to say so by
/// [Immutable], whose own rules are checked where it is declared; of other types those that are known not to change pass.
/// </summary>
internal static class Immutability
{
    private static readonly string[] Known =
    [
        "System.Uri", "System.Version", "System.Type", "System.Text.RegularExpressions.Regex", "System.Globalization.CultureInfo",
        "System.Net.IPAddress", "Orleans.Runtime.GrainReference",
    ];

    // Read-only structs through which one sees what somebody else may change.
    private static readonly string[] Views = ["System.Memory<T>", "System.ReadOnlyMemory<T>", "System.ArraySegment<T>"];

    private static readonly string[] Collections = ["System.Collections.Immutable", "System.Collections.Frozen"];

    public static bool IsImmutable(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String or SpecialType.System_DateTime } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Interface } named => named.IsAddressable(),
        INamedTypeSymbol named => IsKnown(named) && named.TypeArguments.All(IsImmutable),
        _ => false,
    };

    private static bool IsKnown(INamedTypeSymbol type) =>
        type.HasAttribute(SymbolExtensions.Immutable)
        || type.IsTupleType
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || Known.Contains(type.ToDisplayString())
        || (type.ContainingType is null && Collections.Contains(type.ContainingNamespace?.ToDisplayString()))
        || (IsReadOnlyStructOfTheRuntime(type) && !Views.Contains(type.OriginalDefinition.ToDisplayString()));

    private static bool IsReadOnlyStructOfTheRuntime(INamedTypeSymbol type) =>
        type is { IsValueType: true, IsReadOnly: true } && type.DeclaringSyntaxReferences.Length == 0;
}
