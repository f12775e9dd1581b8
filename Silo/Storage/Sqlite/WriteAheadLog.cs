using System.Buffers.Binary;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Looks at a write-ahead log before SQLite does. SQLite reads it up to the first frame that is not as it was written and
/// takes the rest for what a power cut left of the last transaction, which is right for one transaction, as each is synced
/// before the next begins. Commits of two or more behind such a frame were acknowledged: then the medium lost them, and
/// nobody is to go on as if they had never been. Format: sqlite.org/walformat.html.
/// </summary>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32;

    private const int FrameHeaderBytes = 24;

    private const uint Magic = 0x377f0682;

    /// <exception cref="StoreException">Acknowledged commits cannot be read any more.</exception>
    public static void Check(string storePath)
    {
        var path = storePath + "-wal";
        if (!File.Exists(path))
        {
            return;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20);
        if (CountLostCommits(file) > 1)
        {
            throw new StoreException(
                $"The write-ahead log '{path}' is damaged, and acknowledged writes behind the damage cannot be read; restore the store from a backup.");
        }
    }

    /// <summary>Commits of this log that stand behind the first frame that is not as it was written.</summary>
    internal static int CountLostCommits(Stream log)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (log.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return 0;
        }

        var isBigEndian = (header[3] & 1) != 0;
        var pageBytes = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        var sum = Add(default, header[..24], isBigEndian);
        var isSound = (BinaryPrimitives.ReadUInt32BigEndian(header) & ~1u) == Magic && sum == ReadSum(header[24..]);
        if (pageBytes is < 512 or > 65_536 || (pageBytes & (pageBytes - 1)) != 0)
        {
            // The frames cannot be told apart; a log of more than a frame was no torn first write.
            return log.Length > HeaderBytes + FrameHeaderBytes + 65_536 ? int.MaxValue : 0;
        }

        return CountLostCommits(log, header.Slice(16, 8).ToArray(), (int)pageBytes, isBigEndian, sum, isSound);
    }

    private static int CountLostCommits(Stream log, byte[] salt, int pageBytes, bool isBigEndian, (uint, uint) sum, bool isSound)
    {
        var frame = new byte[FrameHeaderBytes + pageBytes];
        var lost = 0;
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            var isOfThisLog = frame.AsSpan(8, 8).SequenceEqual(salt);
            if (isSound)
            {
                sum = Add(Add(sum, frame.AsSpan(0, 8), isBigEndian), frame.AsSpan(FrameHeaderBytes), isBigEndian);
                isSound = isOfThisLog && sum == ReadSum(frame.AsSpan(16));
            }

            if (!isSound && isOfThisLog && BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0)
            {
                lost++;
            }
        }

        return lost;
    }

    private static (uint, uint) ReadSum(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    private static (uint First, uint Second) Add((uint First, uint Second) sum, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        for (var at = 0; at + 8 <= bytes.Length; at += 8)
        {
            var (one, two) = isBigEndian
                ? (BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]))
                : (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]));
            sum.First += one + sum.Second;
            sum.Second += two + sum.First;
        }

        return sum;
    }
}
