namespace SocialCommerce.Tools.Tests.Evaluate;

/// <summary>A test on public research data, which is kept beside the checkout and never in it. Skips where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "needs the research data sets in ../shared/data beside the checkout";
        }
    }
}

/// <summary>Where the research data is.</summary>
internal static class SharedData
{
    public static string? Folder { get; } = Locate();

    public static string PathOf(string file) => Path.Combine(Folder!, file);

    private static string? Locate()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SocialCommerce.sln")))
        {
            folder = folder.Parent;
        }

        var data = folder?.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared", "data");
        return Directory.Exists(data) ? data : null;
    }
}
