using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>Each public or protected member of a type as one line that holds all that a caller or an heir can depend on.</summary>
internal static class MemberLines
{
    public static IEnumerable<string> Of(MetadataReader reader, TypeDefinition type)
    {
        var names = new SignatureNames(reader);
        var methods = type.GetMethods().Select(reader.GetMethodDefinition).Where(method => IsVisible(method.Attributes))
            .Select(method => MethodLine(reader, names, method));
        var fields = type.GetFields().Select(reader.GetFieldDefinition).Where(field => IsVisible(field.Attributes))
            .Select(field => FieldLine(reader, names, field));
        var properties = type.GetProperties().Select(reader.GetPropertyDefinition)
            .Where(property => IsVisible(reader, property.GetAccessors().Getter) || IsVisible(reader, property.GetAccessors().Setter))
            .Select(property => $"property {property.DecodeSignature(names, null).ReturnType} {reader.GetString(property.Name)}");
        var events = type.GetEvents().Select(reader.GetEventDefinition)
            .Where(one => IsVisible(reader, one.GetAccessors().Adder))
            .Select(one => $"event {names.Name(one.Type)} {reader.GetString(one.Name)}");
        return methods.Concat(fields).Concat(properties).Concat(events);
    }

    private static string MethodLine(MetadataReader reader, SignatureNames names, MethodDefinition method)
    {
        var signature = method.DecodeSignature(names, null);
        var modifier = method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "";
        var isOverridable = method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.Final);
        var virtuality = method.Attributes.HasFlag(MethodAttributes.Abstract) ? "abstract " : isOverridable ? "virtual " : "";
        var arity = TypeLines.GenericParameters(reader, names, method.GetGenericParameters());
        var access = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public ? "public" : "protected";
        var attributes = string.Concat(AttributeLines.Of(reader, names, method.GetCustomAttributes()).Select(line => $"{line} "));
        return $"{attributes}{access} {modifier}{virtuality}{signature.ReturnType} {reader.GetString(method.Name)}{arity}"
            + $"({ParametersOf(reader, names, method, signature)})";
    }

    // Names and default values of parameters are part of the contract: callers use them.
    private static string ParametersOf(
        MetadataReader reader, SignatureNames names, MethodDefinition method, MethodSignature<string> signature)
    {
        var byPosition = method.GetParameters().Select(reader.GetParameter)
            .Where(parameter => parameter.SequenceNumber > 0)
            .ToDictionary(parameter => parameter.SequenceNumber - 1);
        return string.Join(", ", signature.ParameterTypes.Select((type, position) =>
            byPosition.TryGetValue(position, out var parameter) ? ParameterLine(reader, names, parameter, type) : type));
    }

    private static string ParameterLine(MetadataReader reader, SignatureNames names, Parameter parameter, string type)
    {
        var direction = parameter.Attributes.HasFlag(ParameterAttributes.Out) ? "out " : "";
        var attributes = string.Concat(AttributeLines.Of(reader, names, parameter.GetCustomAttributes()).Select(line => $"{line} "));
        var value = parameter.Attributes.HasFlag(ParameterAttributes.Optional)
            ? ConstantOf(reader, parameter.GetDefaultValue()) is { Length: > 0 } constant ? constant : " = default"
            : "";
        return $"{attributes}{direction}{type} {reader.GetString(parameter.Name)}{value}";
    }

    private static string FieldLine(MetadataReader reader, SignatureNames names, FieldDefinition field)
    {
        var access = (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public ? "public" : "protected";
        var modifier = field.Attributes.HasFlag(FieldAttributes.Literal) ? "const "
            : field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "";
        var initOnly = field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "";
        var constant = ConstantOf(reader, field.GetDefaultValue());
        return $"{access} {modifier}{initOnly}{field.DecodeSignature(names, null)} {reader.GetString(field.Name)}{constant}";
    }

    private static string ConstantOf(MetadataReader reader, ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return "";
        }

        var constant = reader.GetConstant(handle);
        var value = reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return $" = {(value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture))}";
    }

    private static bool IsVisible(MetadataReader reader, MethodDefinitionHandle handle) =>
        !handle.IsNil && IsVisible(reader.GetMethodDefinition(handle).Attributes);

    private static bool IsVisible(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask)
        is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
