using System.Diagnostics;
using Microsoft.Extensions.Caching.Memory;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>
/// Leads from an order back to what its buyer last said in the room it was placed from: two traces, because the one did not
/// call the other, joined by a link. Known to this process, for a while.
/// </summary>
internal sealed class TraceLinks : IDisposable
{
    private const int EntriesMax = 50_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _said = new(new MemoryCacheOptions { SizeLimit = EntriesMax });

    public void Remember(string userId, string roomId)
    {
        if (Activity.Current is { } span)
        {
            _said.Set((userId, roomId), span.Context, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KeptFor });
        }
    }

    public void Link(string userId, string? roomId)
    {
        if (roomId is not null && Activity.Current is { } span && _said.TryGetValue((userId, roomId), out ActivityContext said))
        {
            span.AddLink(new ActivityLink(said, new ActivityTagsCollection { ["socialcommerce.room.id"] = roomId }));
        }
    }

    public void Dispose() => _said.Dispose();
}
