using System.Globalization;

namespace SocialCommerce.Tools.Bench.Rooms;

/// <summary>The files, and so sockets, that a process may have open. The runtime takes as many as the hard limit lets it.</summary>
internal static class Descriptors
{
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitName = "Max open files";

    /// <summary>Files that are open besides the load's sockets.</summary>
    private const int Reserve = 300;

    /// <exception cref="BenchException">So many sockets cannot be held.</exception>
    public static void Check(int sockets)
    {
        if (Read() is { } limit && sockets + Reserve > limit)
        {
            throw new BenchException(string.Create(
                CultureInfo.InvariantCulture,
                $"{sockets} sockets need {sockets + Reserve} open files, and this process may have {limit}. Raise the hard limit (ulimit -Hn) first."));
        }
    }

    /// <summary>Null where the system does not tell.</summary>
    private static long? Read()
    {
        var line = File.Exists(LimitsFile) ? File.ReadLines(LimitsFile).FirstOrDefault(known => known.StartsWith(LimitName, StringComparison.Ordinal)) : null;
        var words = line?[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is { Length: > 0 } && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
