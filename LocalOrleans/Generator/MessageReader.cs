using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Reads what is wrong with a type that has a serializer.</summary>
internal static class MessageReader
{
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";

    private const string Id = "Orleans.IdAttribute";

    public static EquatableArray<Finding> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var findings = IdFindings(type);
        if (InterfaceRules.NeedsAlias(type))
        {
            findings = findings.Prepend(Finding.At(Rules.NoAlias, type));
        }

        return new EquatableArray<Finding>(
            type.HasAttribute(SymbolExtensions.Immutable) ? findings.Concat(MutabilityFindings(type)) : findings);
    }

    private static IEnumerable<Finding> IdFindings(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            yield break;
        }

        var taken = new HashSet<object>();
        foreach (var member in StoredMembers(type))
        {
            if (member.AttributeValue(Id) is not { } id || !taken.Add(id))
            {
                yield return Finding.At(Rules.BadId, member);
            }
        }
    }

    private static IEnumerable<Finding> MutabilityFindings(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Class ? !type.IsSealed && !type.IsAbstract : type.IsValueType && !type.IsReadOnly && !IsEnum(type))
        {
            yield return Finding.At(Rules.Mutable, type, $"'{type.ToDisplayString()}' is not {(type.IsValueType ? "read-only" : "sealed")}");
        }

        foreach (var member in IsEnum(type) ? [] : StoredMembers(type))
        {
            if (member is IPropertySymbol { SetMethod.IsInitOnly: false } or IFieldSymbol { IsReadOnly: false })
            {
                yield return Finding.At(Rules.Mutable, member, $"'{member.ToDisplayString()}' can be set");
            }

            if (!Immutability.IsImmutable(TypeOf(member)))
            {
                yield return Finding.At(
                    Rules.Mutable, member, $"'{member.ToDisplayString()}' holds '{TypeOf(member).ToDisplayString()}', which can change");
            }
        }
    }

    // Automatic properties and fields; what is worked out from them is not stored.
    private static IEnumerable<ISymbol> StoredMembers(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .Where(field => !field.IsStatic && !field.IsConst)
        .Where(field => field.AssociatedSymbol is not null || !field.IsImplicitlyDeclared)
        .Select(field => field.AssociatedSymbol ?? field);

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static bool IsEnum(INamedTypeSymbol type) => type.TypeKind == TypeKind.Enum;
}
