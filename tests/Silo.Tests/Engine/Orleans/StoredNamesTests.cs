using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using SocialCommerce.Grains.Common;
using SocialCommerce.Silo.Tests.Storage;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Silo.Tests.Engine;

/// <summary>What stands in the tables beside the state itself.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class StoredNamesTests(PostgresServer server, PostgresSiloFixture fixture)
    : IClassFixture<PostgresSiloFixture>
{
    private static readonly IReadOnlyList<Type> Grains =
        [.. typeof(StorageNames).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrain)))];

    [PostgresFact]
    public async Task GrainType_OfEveryGrain_NamesNeitherAssemblyNorNamespace()
    {
        var resolver = (await fixture.GetAsync(server)).Services.GetRequiredService<GrainTypeResolver>();

        var names = Grains.Select(grain => resolver.GetGrainType(grain).ToString()).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches(Plain(), name));
    }

    /// <summary>Orleans' provider keeps the name of a state and the key of its grain, not the type of the grain.</summary>
    [Fact]
    public void StateName_OfEveryGrain_IsItsOwn()
    {
        var names = Grains
            .SelectMany(grain => grain.GetConstructors().Single().GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributes(typeof(PersistentStateAttribute), inherit: false))
            .Select(attribute => ((PersistentStateAttribute)attribute).StateName)
            .ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches(Plain(), name));
        Assert.Equal(names.Distinct(), names);
    }

    [GeneratedRegex("^[a-z-]+$")]
    private static partial Regex Plain();
}
