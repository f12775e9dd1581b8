using System.Reflection;
using Orleans;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Architecture.Tests;

/// <summary>The interfaces of grains and observers, and every type of ours that their calls carry.</summary>
internal static class GrainContracts
{
    public static Assembly Assembly => typeof(IInteractionPartitionGrain).Assembly;

    public static IReadOnlyList<Type> Interfaces { get; } =
    [
        .. Assembly.GetTypes().Where(type => type.IsInterface
            && (type.IsAssignableTo(typeof(IGrain)) || type.IsAssignableTo(typeof(IGrainObserver)))),
    ];

    public static IEnumerable<MethodInfo> Methods => Interfaces.SelectMany(type => type.GetMethods().Where(method => method.IsAbstract));

    /// <summary>All types that a call can carry, followed through their members.</summary>
    public static IReadOnlyCollection<Type> Carried { get; } = FindCarried();

    /// <summary>Those of them that are ours, and so have to keep the rules of messages.</summary>
    public static IEnumerable<Type> Messages => Carried.Where(type => type.Assembly == Assembly && !type.IsInterface);

    public static IEnumerable<PropertyInfo> Members(Type message) => message
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(property => property.Name != "EqualityContract" && property.GetIndexParameters().Length == 0);

    private static HashSet<Type> FindCarried()
    {
        var found = new HashSet<Type>();
        foreach (var method in Methods)
        {
            Follow(method.ReturnType, found);
            foreach (var parameter in method.GetParameters())
            {
                Follow(parameter.ParameterType, found);
            }
        }

        return found;
    }

    private static void Follow(Type type, HashSet<Type> found)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Follow(argument, found);
            }
        }

        if (!found.Add(type) || type.Assembly != Assembly || type.IsEnum || type.IsInterface)
        {
            return;
        }

        foreach (var member in Members(type))
        {
            Follow(member.PropertyType, found);
        }
    }
}
