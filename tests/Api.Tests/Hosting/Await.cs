using System.Threading.Channels;

namespace SocialCommerce.Api.Tests.Hosting;

/// <summary>Waits for something that is told, never for time to pass.</summary>
internal static class Await
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The first item that fits, within the limit.</summary>
    public static async Task<T> FirstAsync<T>(this ChannelReader<T> reader, Func<T, bool> fits)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var item in reader.ReadAllAsync(limit.Token))
        {
            if (fits(item))
            {
                return item;
            }
        }

        throw new InvalidOperationException("The channel ended without what was waited for.");
    }

    /// <summary>So many items, within the limit.</summary>
    public static async Task<List<T>> TakeAsync<T>(this ChannelReader<T> reader, int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var items = new List<T>(count);
        while (items.Count < count)
        {
            items.Add(await reader.ReadAsync(limit.Token));
        }

        return items;
    }

    /// <summary>What is there already, without waiting.</summary>
    public static List<T> ReadAllNow<T>(this ChannelReader<T> reader)
    {
        var items = new List<T>();
        while (reader.TryRead(out var item))
        {
            items.Add(item);
        }

        return items;
    }
}
