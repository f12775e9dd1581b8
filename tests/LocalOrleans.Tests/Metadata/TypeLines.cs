using System.Reflection;
using System.Reflection.Metadata;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>What a type is, apart from its members: kind, generic parameters, base, interfaces, attributes that compilers heed.</summary>
internal static class TypeLines
{
    public static IEnumerable<string> Of(MetadataReader reader, TypeDefinition type)
    {
        var names = new SignatureNames(reader);
        var baseName = names.Name(type.BaseType);
        yield return $"{KindOf(type, baseName)}{GenericParameters(reader, names, type.GetGenericParameters())}";
        if (baseName is not (null or "System.Object" or "System.ValueType" or "System.Enum" or "System.MulticastDelegate"))
        {
            yield return $"extends {baseName}";
        }

        foreach (var handle in type.GetInterfaceImplementations().Select(reader.GetInterfaceImplementation).Select(one => one.Interface))
        {
            if (handle.Kind != HandleKind.TypeDefinition
                || PublicSurface.IsPublic(reader, reader.GetTypeDefinition((TypeDefinitionHandle)handle)))
            {
                yield return $"implements {names.Name(handle)}";
            }
        }

        foreach (var line in AttributeLines.Of(reader, names, type.GetCustomAttributes()))
        {
            yield return line;
        }
    }

    /// <summary>Variance and constraints of each parameter, e.g. <c>&lt;in !0 : class, new()&gt;</c>; empty if there are none.</summary>
    public static string GenericParameters(MetadataReader reader, SignatureNames names, GenericParameterHandleCollection handles) =>
        handles.Count == 0 ? "" : $"<{string.Join(", ", handles.Select(handle => GenericParameter(reader, names, handle)))}>";

    private static string GenericParameter(MetadataReader reader, SignatureNames names, GenericParameterHandle handle)
    {
        var parameter = reader.GetGenericParameter(handle);
        var variance = (parameter.Attributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        };
        List<string> constraints =
        [
            .. Flags(parameter.Attributes),
            .. parameter.GetConstraints().Select(constraint => names.Name(reader.GetGenericParameterConstraint(constraint).Type)!)
                .Order(StringComparer.Ordinal),
        ];
        return $"{variance}{reader.GetString(parameter.Name)}{(constraints.Count == 0 ? "" : $" : {string.Join(", ", constraints)}")}";
    }

    private static IEnumerable<string> Flags(GenericParameterAttributes attributes)
    {
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            yield return "struct";
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            yield return "new()";
        }
    }

    private static string KindOf(TypeDefinition type, string? baseName) => (type.Attributes, baseName) switch
    {
        (_, "System.Enum") => "enum",
        (_, "System.ValueType") => "struct",
        (_, "System.MulticastDelegate") => "delegate",
        var (attributes, _) when attributes.HasFlag(TypeAttributes.Interface) => "interface",
        var (attributes, _) when attributes.HasFlag(TypeAttributes.Sealed | TypeAttributes.Abstract) => "static class",
        var (attributes, _) when attributes.HasFlag(TypeAttributes.Sealed) => "sealed class",
        var (attributes, _) when attributes.HasFlag(TypeAttributes.Abstract) => "abstract class",
        _ => "class",
    };
}
