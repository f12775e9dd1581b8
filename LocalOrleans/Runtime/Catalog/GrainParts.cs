using System.Reflection;

namespace Orleans.Runtime.Local;

/// <summary>Finds the generated parts of all assemblies that the application is made of.</summary>
internal static class GrainParts
{
    public static GrainPartBuilder Find()
    {
        var builder = new GrainPartBuilder();
        foreach (var assembly in ApplicationAssemblies())
        {
            if (assembly.GetCustomAttribute<GrainPartAttribute>() is { } part)
            {
                ((IGrainPart)Activator.CreateInstance(part.PartType)!).Describe(builder);
            }
        }

        RemindableProxy.Describe(builder);
        return builder;
    }

    private static HashSet<Assembly> ApplicationAssemblies()
    {
        var found = new HashSet<Assembly>();
        var pending = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(MayHoldGrains));
        while (pending.TryPop(out var assembly))
        {
            if (found.Add(assembly))
            {
                LoadReferences(assembly, pending);
            }
        }

        return found;
    }

    private static void LoadReferences(Assembly assembly, Stack<Assembly> pending)
    {
        foreach (var name in assembly.GetReferencedAssemblies())
        {
            var reference = IsPlatform(name.Name!) ? null : Assembly.Load(name);
            if (reference is not null && MayHoldGrains(reference))
            {
                pending.Push(reference);
            }
        }
    }

    private static bool MayHoldGrains(Assembly assembly)
    {
        var engine = typeof(GrainParts).Assembly.GetName().Name;
        return !assembly.IsDynamic && !IsPlatform(assembly.GetName().Name!)
            && assembly.GetReferencedAssemblies().Any(name => name.Name == engine || name.Name!.StartsWith("SocialCommerce.", StringComparison.Ordinal));
    }

    private static bool IsPlatform(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "netstandard" or "mscorlib";
}
