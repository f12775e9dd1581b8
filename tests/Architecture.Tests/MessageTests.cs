using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Architecture.Tests;

/// <summary>
/// What crosses a grain boundary is shared, not copied, and may wait in a store for a newer program: it never changes, and
/// it says by number and name what it is.
/// </summary>
public sealed class MessageTests
{
    private static readonly Type[] Scalars =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(int), typeof(long), typeof(float), typeof(double), typeof(DateTimeOffset),
        typeof(TimeSpan), typeof(Guid), typeof(CancellationToken), typeof(Task), typeof(ValueTask), typeof(void),
    ];

    private static readonly Type[] Containers =
    [
        typeof(Task<>), typeof(ValueTask<>), typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableHashSet<>),
    ];

    [Fact]
    public void Carried_FollowsMembersOfMembers()
    {
        Assert.Contains(typeof(ProductCounters), GrainContracts.Carried);
        Assert.Contains(typeof(InteractionKind), GrainContracts.Carried);
        Assert.True(GrainContracts.Messages.Count() > 40);
    }

    [Fact]
    public void Carried_IsOursOrAnImmutableTypeOfTheRuntime()
    {
        var strangers = GrainContracts.Carried.Where(type => type.Assembly != GrainContracts.Assembly
            && !Scalars.Contains(type)
            && !(type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition())));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Message_IsSealedOrAReadOnlyStruct() => Assert.DoesNotContain(GrainContracts.Messages, type =>
        !type.IsEnum && !(type.IsValueType ? type.IsDefined(typeof(IsReadOnlyAttribute)) : type.IsSealed));

    [Fact]
    public void Message_HasSerializerAndAliasAndPromisesImmutability() => Assert.DoesNotContain(GrainContracts.Messages, type =>
        !type.IsDefined(typeof(GenerateSerializerAttribute))
        || !type.IsDefined(typeof(AliasAttribute))
        || (!type.IsEnum && !type.IsDefined(typeof(ImmutableAttribute))));

    [Fact]
    public void Message_HasNoSettersAndNoWritableFields()
    {
        var setters =
            from type in GrainContracts.Messages
            from property in GrainContracts.Members(type)
            where property.SetMethod is { } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{property.Name}";
        var fields =
            from type in GrainContracts.Messages
            where !type.IsEnum
            from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            where !field.IsInitOnly && !field.IsDefined(typeof(CompilerGeneratedAttribute))
            select $"{type.Name}.{field.Name}";

        Assert.Empty(setters.Concat(fields));
    }

    [Fact]
    public void Message_StoredMembersHaveUniqueIds()
    {
        var offenders =
            from type in GrainContracts.Messages
            where !type.IsEnum
            let members = GrainContracts.Members(type).Where(IsStored).ToList()
            let ids = members.Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).ToList()
            where ids.Contains(null) || ids.Distinct().Count() != ids.Count
            select type.Name;

        Assert.Empty(offenders);
    }

    [Fact]
    public void Message_Ids_AreDenseFromZero()
    {
        var offenders =
            from type in GrainContracts.Messages
            where !type.IsEnum
            let ids = GrainContracts.Members(type).Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToList()
            where !ids.Order().SequenceEqual(Enumerable.Range(0, ids.Count).Select(id => (uint)id))
            select type.Name;

        Assert.Empty(offenders);
    }

    [Fact]
    public void Alias_IsUniqueInTheAssembly()
    {
        // The references that Orleans' generator adds to the assembly all have one alias.
        var repeated = GrainContracts.Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true)
            .SelectMany(type => type.GetCustomAttributes<AliasAttribute>())
            .CountBy(alias => alias.Alias)
            .Where(count => count.Value > 1);

        Assert.Empty(repeated);
    }

    [Fact]
    public void Enum_StartsWithUnknown() => Assert.DoesNotContain(GrainContracts.Messages, type =>
        type.IsEnum && (Enum.GetName(type, 0) != "Unknown" || HasSynonyms(type)));

    [Fact]
    public void Enum_MembersHaveExplicitNumbers()
    {
        var offenders = Repository.Sources("Grains.Interfaces")
            .SelectMany(file => Repository.Parse(file).DescendantNodes())
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.EnumMemberDeclarationSyntax>()
            .Where(member => member.EqualsValue is null)
            .Select(Repository.Place);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Interface_AndItsMethods_HaveAliases()
    {
        var interfaces = GrainContracts.Interfaces.Where(type => !type.IsDefined(typeof(AliasAttribute))).Select(type => type.Name);
        var methods = GrainContracts.Methods
            .Where(method => !method.IsDefined(typeof(AliasAttribute)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
        var repeated = GrainContracts.Methods
            .CountBy(method => (method.DeclaringType!.Name, method.GetCustomAttribute<AliasAttribute>()?.Alias))
            .Where(count => count.Value > 1)
            .Select(count => count.Key.ToString());

        Assert.True(GrainContracts.Interfaces.Count >= 10);
        Assert.Empty(interfaces.Concat(methods).Concat(repeated));
    }

    private static bool HasSynonyms(Type type) =>
        Enum.GetNames(type).Length != Enum.GetValuesAsUnderlyingType(type).Cast<object>().Distinct().Count();

    // What is worked out from other members, as an expression, is not stored.
    private static bool IsStored(PropertyInfo property) => property.DeclaringType!
        .GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
}
