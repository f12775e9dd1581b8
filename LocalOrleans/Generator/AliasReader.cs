using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>The alias of one type, and what to say if another type has it too.</summary>
internal sealed record AliasModel(string Alias, Finding IfTaken);

/// <summary>Finds the types of one assembly that have one name on the wire.</summary>
internal static class AliasReader
{
    public static AliasModel? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type && type.AttributeText(SymbolExtensions.Alias) is { } alias
            ? new AliasModel(alias, Finding.At(Rules.AliasTwice, type, $"'{type.ToDisplayString()}'"))
            : null;

    public static IEnumerable<Finding> Repeated(ImmutableArray<AliasModel> aliases) => aliases
        .GroupBy(static model => model.Alias)
        .SelectMany(static models => models.Distinct().Skip(1))
        .Select(static model => model.IfTaken);
}
