using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCommerce.Api.Tests.Hosting;

/// <summary>A hub's contract as the page for developers shows it (Web/src/docs/hub), and what the code says of it, in the same words.</summary>
internal sealed class ShownHub
{
    public ShownHub(string file)
    {
        var shown = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file))).RootElement;
        Address = shown.GetProperty("path").GetString()!;
        Methods = Named(shown.GetProperty("methods"), "request");
        Pushes = Named(shown.GetProperty("pushes"), "data");
        Types = new(shown.GetProperty("types").EnumerateObject().ToDictionary(type => type.Name, type => Names(type.Value)));
    }

    public string Address { get; }

    /// <summary>Of each method the members of its request.</summary>
    public SortedDictionary<string, string> Methods { get; }

    public SortedDictionary<string, string> Pushes { get; }

    public SortedDictionary<string, string> Types { get; }

    public static SortedDictionary<string, string> MethodsOf(Type hub, Type answer) => new(
        hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == answer)
            .ToDictionary(method => method.Name, method => Members(method.GetParameters().Single().ParameterType)));

    public static SortedDictionary<string, string> MembersOf(IReadOnlyDictionary<string, Type> types) =>
        new(types.ToDictionary(type => type.Key, type => Members(type.Value)));

    private static SortedDictionary<string, string> Named(JsonElement entries, string part) => new(
        entries.EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => Names(entry.GetProperty(part))));

    private static string Names(JsonElement fields) => string.Join(' ', fields.EnumerateObject().Select(field => field.Name).Order());

    private static string Members(Type type) => string.Join(' ', type.GetProperties()
        .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        .Order());
}
