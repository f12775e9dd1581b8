using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>The public types of an assembly and their public and protected members, each as one comparable line, read from metadata.</summary>
internal static class PublicSurface
{
    /// <summary>The lines of each type by the full name of the type.</summary>
    public static Dictionary<string, HashSet<string>> Read(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        return reader.TypeDefinitions
            .Where(handle => IsPublic(reader, reader.GetTypeDefinition(handle)))
            .ToDictionary(
                handle => NameOf(reader, handle),
                handle => TypeLines.Of(reader, reader.GetTypeDefinition(handle))
                    .Concat(MemberLines.Of(reader, reader.GetTypeDefinition(handle)))
                    .ToHashSet(StringComparer.Ordinal));
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

    public static bool IsPublic(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };
}
