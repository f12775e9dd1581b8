using System.Globalization;
using System.Reflection.Metadata;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>The attributes that change what a compiler accepts; all others are the business of whoever wrote them.</summary>
internal static class AttributeLines
{
    private static readonly string[] Heeded =
    [
        "System.AttributeUsageAttribute", "System.FlagsAttribute", "System.ObsoleteAttribute",
        "System.Runtime.CompilerServices.ExtensionAttribute", "System.Runtime.CompilerServices.IsReadOnlyAttribute",
        "System.ParamArrayAttribute",
    ];

    public static IEnumerable<string> Of(MetadataReader reader, SignatureNames names, CustomAttributeHandleCollection handles) =>
        from attribute in handles.Select(reader.GetCustomAttribute)
        let name = TypeOf(reader, names, attribute)
        where Heeded.Contains(name) && !IsCompilersOwn(name, attribute, names)
        select $"[{name[..^"Attribute".Length]}{ArgumentsOf(attribute, names)}]";

    private static string TypeOf(MetadataReader reader, SignatureNames names, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
            ? names.Name(reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)!
            : names.Name(reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType())!;

    // The compiler marks types with required members as obsolete for older compilers.
    private static bool IsCompilersOwn(string name, CustomAttribute attribute, SignatureNames names) =>
        name == "System.ObsoleteAttribute" && ArgumentsOf(attribute, names).Contains("required members", StringComparison.Ordinal);

    private static string ArgumentsOf(CustomAttribute attribute, SignatureNames names)
    {
        var value = attribute.DecodeValue(names);
        var arguments = value.FixedArguments.Select(argument => Text(argument.Value))
            .Concat(value.NamedArguments.Where(argument => !IsDefault(argument)).OrderBy(argument => argument.Name, StringComparer.Ordinal)
                .Select(argument => $"{argument.Name} = {Text(argument.Value)}"))
            .ToList();
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    // Whether a default is spelled out makes no difference.
    private static bool IsDefault(CustomAttributeNamedArgument<string> argument) =>
        (argument.Name, argument.Value) is (nameof(AttributeUsageAttribute.AllowMultiple), false) or (nameof(AttributeUsageAttribute.Inherited), true);

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
