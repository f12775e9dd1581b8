using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SocialCommerce.Client.Common;

/// <summary>Writes one JSON text per line, as the items come.</summary>
internal sealed class NdjsonContent<T> : HttpContent
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly IEnumerable<T> _items;

    public NdjsonContent(IEnumerable<T> items)
    {
        _items = items;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var item in _items)
        {
            await JsonSerializer.SerializeAsync(stream, item, ClientJson.Options);
            await stream.WriteAsync(NewLine);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
