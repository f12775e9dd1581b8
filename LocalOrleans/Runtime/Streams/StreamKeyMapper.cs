using System.Buffers.Text;

namespace Orleans.Runtime.Local;

/// <summary>
/// Which grain of a subscribing type consumes a stream: the one whose key the stream's key spells, in the notation of the
/// grain's kind of key. Integers stand in streams in decimal and in grain ids in hexadecimal.
/// </summary>
internal static class StreamKeyMapper
{
    /// <exception cref="ArgumentException">The stream's key is not a key of this kind of grain.</exception>
    public static IdSpan KeyOf(Type grainClass, StreamId streamId)
    {
        var key = streamId.Key.Span;
        if (typeof(IGrainWithIntegerKey).IsAssignableFrom(grainClass))
        {
            return Utf8Parser.TryParse(key, out long number, out var length) && length == key.Length
                ? GrainIdKeyExtensions.CreateIntegerKey(number)
                : throw new ArgumentException($"The key of stream {streamId} is not an integer.", nameof(streamId));
        }

        if (typeof(IGrainWithGuidKey).IsAssignableFrom(grainClass)
            && !(Utf8Parser.TryParse(key, out Guid _, out var guidLength, 'N') && guidLength == key.Length))
        {
            throw new ArgumentException($"The key of stream {streamId} is not a GUID.", nameof(streamId));
        }

        return streamId.GetKeyIdSpan();
    }
}
