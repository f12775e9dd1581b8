using System.Collections.Concurrent;
using System.Globalization;

namespace SocialCommerce.Tools.Simulate;

/// <summary>Every comment of the run: when it was to be sent, and what became of it.</summary>
/// <param name="run">Names the run, so that comments of others, or of an earlier run, are not taken for ours.</param>
internal sealed class CommentLedger(string run, int count, TimeProvider clock)
{
    private readonly long[] _intendedAt = new long[count];
    private readonly CommentFate[] _fates = new CommentFate[count];
    private readonly ConcurrentDictionary<string, int> _byCommentId = new();

    public int Count => count;

    public string ClientIdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{run}-{index}");

    /// <summary>The comment with this client id; -1 when it is not of this run.</summary>
    public int IndexOf(string? clientId) =>
        clientId is not null
        && clientId.StartsWith(run, StringComparison.Ordinal)
        && clientId.Length > run.Length
        && int.TryParse(clientId.AsSpan(run.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < count
            ? index
            : -1;

    /// <summary>The comment that was acknowledged under this id; -1 when there is none.</summary>
    public int IndexOfId(string commentId) => _byCommentId.GetValueOrDefault(commentId, -1);

    public void Intend(int index, long timestamp) => Volatile.Write(ref _intendedAt[index], timestamp);

    /// <summary>Time since the comment was to be sent: waiting to be sent counts too.</summary>
    public TimeSpan Age(int index) => clock.GetElapsedTime(Volatile.Read(ref _intendedAt[index]));

    public void Acknowledge(int index, string commentId)
    {
        _byCommentId[commentId] = index;
        _fates[index] = CommentFate.Acknowledged;
    }

    public void Refuse(int index) => _fates[index] = CommentFate.Refused;

    public bool IsAcknowledged(int index) => _fates[index] == CommentFate.Acknowledged;

    public int CountOf(CommentFate fate) => _fates.Count(known => known == fate);
}

internal enum CommentFate
{
    /// <summary>Never answered: it may or may not be in the room.</summary>
    Unknown = 0,
    Acknowledged = 1,
    Refused = 2,
}
