using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>The public and protected members of an assembly's public types, each as one comparable line, read from metadata.</summary>
internal static class PublicSurface
{
    public static Dictionary<string, HashSet<string>> Read(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        return reader.TypeDefinitions
            .Select(handle => (Handle: handle, Type: reader.GetTypeDefinition(handle)))
            .Where(entry => IsPublic(reader, entry.Type))
            .ToDictionary(entry => NameOf(reader, entry.Handle), entry => MembersOf(reader, entry.Type));
    }

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return $"{NameOf(reader, type.GetDeclaringType())}+{name}";
        }

        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }

    private static bool IsPublic(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static HashSet<string> MembersOf(MetadataReader reader, TypeDefinition type)
    {
        var names = new SignatureNames(reader);
        var members = new HashSet<string>(StringComparer.Ordinal) { KindOf(type) };
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition).Where(method => IsVisible(method.Attributes)))
        {
            members.Add(MethodLine(reader, names, method));
        }

        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition).Where(field => IsVisible(field.Attributes)))
        {
            var modifier = field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "";
            members.Add($"{modifier}field {field.DecodeSignature(names, null)} {reader.GetString(field.Name)}{ConstantOf(reader, field)}");
        }

        return members;
    }

    private static string KindOf(TypeDefinition type) => type.Attributes switch
    {
        var attributes when attributes.HasFlag(TypeAttributes.Interface) => "interface",
        var attributes when attributes.HasFlag(TypeAttributes.Sealed | TypeAttributes.Abstract) => "static class",
        var attributes when attributes.HasFlag(TypeAttributes.Sealed) => "sealed type",
        var attributes when attributes.HasFlag(TypeAttributes.Abstract) => "abstract class",
        _ => "class",
    };

    private static string MethodLine(MetadataReader reader, SignatureNames names, MethodDefinition method)
    {
        var signature = method.DecodeSignature(names, null);
        var modifier = method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "";
        var isOverridable = method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.Final);
        var virtuality = method.Attributes.HasFlag(MethodAttributes.Abstract) ? "abstract " : isOverridable ? "virtual " : "";
        var arity = signature.GenericParameterCount == 0 ? "" : $"`{signature.GenericParameterCount}";
        var access = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public ? "public" : "protected";
        return $"{access} {modifier}{virtuality}{signature.ReturnType} {reader.GetString(method.Name)}{arity}({ParametersOf(reader, method, signature)})";
    }

    // Parameter names are part of the contract: callers may use them.
    private static string ParametersOf(MetadataReader reader, MethodDefinition method, MethodSignature<string> signature)
    {
        var byPosition = method.GetParameters().Select(reader.GetParameter)
            .Where(parameter => parameter.SequenceNumber > 0)
            .ToImmutableDictionary(parameter => parameter.SequenceNumber - 1);
        return string.Join(", ", signature.ParameterTypes.Select((type, position) =>
            byPosition.TryGetValue(position, out var parameter)
                ? $"{type} {reader.GetString(parameter.Name)}{(parameter.Attributes.HasFlag(ParameterAttributes.Optional) ? " = optional" : "")}"
                : type));
    }

    private static string ConstantOf(MetadataReader reader, FieldDefinition field)
    {
        if (field.GetDefaultValue().IsNil)
        {
            return "";
        }

        var constant = reader.GetConstant(field.GetDefaultValue());
        return $" = {reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)}";
    }

    private static bool IsVisible(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask)
        is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
