using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>What is wrong with a grain or observer interface, in its own declaration alone: what it extends is checked where it is.</summary>
internal static class InterfaceRules
{
    private const string OneWay = "Orleans.Concurrency.OneWayAttribute";
    private const string ResponseTimeout = "Orleans.ResponseTimeoutAttribute";

    private static readonly string[] Keys =
    [
        "Orleans.IGrainWithStringKey", "Orleans.IGrainWithGuidKey", "Orleans.IGrainWithIntegerKey",
        "Orleans.IGrainWithGuidCompoundKey", "Orleans.IGrainWithIntegerCompoundKey",
    ];

    public static IEnumerable<Finding> FindingsOf(INamedTypeSymbol type, bool isObserver)
    {
        if (type.IsGenericType || !type.IsVisibleInAssembly())
        {
            yield return Finding.At(Rules.NotCallable, type);
        }

        if (!isObserver && !Keys.Any(type.Implements))
        {
            yield return Finding.At(Rules.NoKey, type);
        }

        if (NeedsAlias(type))
        {
            yield return Finding.At(Rules.NoAlias, type);
        }

        var members = type.GetMembers().Where(member => member.IsAbstract && member is not IMethodSymbol { AssociatedSymbol: not null });
        foreach (var finding in members.SelectMany(member => MemberFindings(member, isObserver)).Concat(RepeatedAliases(type)))
        {
            yield return finding;
        }
    }

    /// <summary>Only what others can see is a wire contract that somebody may rename.</summary>
    public static bool NeedsAlias(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && !type.HasAttribute(SymbolExtensions.Alias);

    private static IEnumerable<Finding> MemberFindings(ISymbol member, bool isObserver)
    {
        if (member is not IMethodSymbol method)
        {
            return [Finding.At(Rules.NotAMethod, member)];
        }

        if (!ReturnsTask(method, isObserver))
        {
            return [Finding.At(Rules.NotATask, method)];
        }

        return method.IsGenericMethod || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None)
            ? [Finding.At(Rules.NotCallable, method)]
            : MethodFindings(method);
    }

    private static IEnumerable<Finding> MethodFindings(IMethodSymbol method)
    {
        if (method.ContainingType.DeclaredAccessibility == Accessibility.Public && !method.HasAttribute(SymbolExtensions.Alias))
        {
            yield return Finding.At(Rules.NoAlias, method);
        }

        var result = ResultOf(method);
        if (result is not null && method.HasAttribute(OneWay))
        {
            yield return Finding.At(Rules.BadAttribute, method, $"'{method.ToDisplayString()}' is one-way, so nobody gets its result");
        }

        if (method.AttributeText(ResponseTimeout) is { } text && !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _))
        {
            yield return Finding.At(Rules.BadAttribute, method, $"'{method.ToDisplayString()}' has the response timeout '{text}', which is not one such as 00:00:05");
        }

        var carried = method.Parameters.Select(parameter => ((ISymbol)parameter, parameter.Type));
        foreach (var (place, type) in result is null ? carried : carried.Append((method, result)))
        {
            if (!Immutability.IsImmutable(type))
            {
                var what = place is IParameterSymbol ? $"Parameter '{place.Name}'" : "The result";
                yield return Finding.At(Rules.NotAMessage, place, $"{what} of '{method.ToDisplayString()}' is '{type.ToDisplayString()}'");
            }
        }
    }

    private static IEnumerable<Finding> RepeatedAliases(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>()
        .Where(method => method.HasAttribute(SymbolExtensions.Alias))
        .GroupBy(method => method.AttributeText(SymbolExtensions.Alias))
        .SelectMany(methods => methods.Skip(1))
        .Select(method => Finding.At(Rules.AliasTwice, method, $"'{method.ToDisplayString()}'"));

    private static ITypeSymbol? ResultOf(IMethodSymbol method) => (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();

    private static bool ReturnsTask(IMethodSymbol method, bool isObserver) =>
        (method.ReturnsVoid && isObserver)
        || (method.ReturnType.Name is "Task" or "ValueTask"
            && method.ReturnType.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks");
}
